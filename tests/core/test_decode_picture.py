"""The decoding program on pictures made here: upright, clean, within its limits, or refused with a code."""

import io
import json
import struct
import subprocess
import sys
import zlib

import pytest
from PIL import Image, ImageChops, ImageCms, ImageOps, ImageStat

from chatserver.core.files import limits, pictures
from tests.core.pictures import CANARY, decode, exif, leftovers, quarters, saved

KINDS = ("JPEG", "PNG", "WEBP")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Mean difference of a colour value, 0 to 255."""
    assert one.size == other.size
    return max(ImageStat.Stat(ImageChops.difference(one.convert("RGB"), other.convert("RGB"))).mean)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_way_to_hold_a_phone_comes_out_upright(kind: str, orientation: int) -> None:
    run = decode(saved(quarters(), kind, exif=exif(orientation), quality=95))
    held = quarters()
    held.getexif()[0x0112] = orientation
    assert difference(run.picture(), ImageOps.exif_transpose(held)) < 6


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_but_the_picture_is_left(kind: str) -> None:
    more = {"comment": CANARY.encode()} if kind == "JPEG" else {"xmp": f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()}
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(quarters(), kind, exif=exif(6), icc_profile=profile, **more)
    assert CANARY.encode() in data
    run = decode(data + CANARY.encode())
    assert run.refusal is None
    assert leftovers(run.body) == []
    assert CANARY.encode() not in run.body
    assert run.picture().info.keys() <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }


def test_a_broken_orientation_is_no_reason_to_refuse() -> None:
    data = saved(quarters(), "JPEG", exif=b"Exif\0\0MM\0*\xff\xff\xff\xff garbage")
    assert decode(data).picture().size == (240, 160)


def test_a_large_picture_is_shrunk_and_a_small_one_left_alone() -> None:
    assert decode(saved(quarters(4_000, 3_000), "JPEG")).picture().size == (2_048, 1_536)
    assert decode(saved(quarters(1_000, 9_000), "PNG")).picture().size == (228, 2_048)
    assert decode(saved(quarters(40, 30), "PNG")).picture().size == (40, 30)


def test_transparency_is_kept_as_webp_and_the_rest_is_jpeg() -> None:
    clear = quarters().convert("RGBA")
    clear.putalpha(100)
    run = decode(saved(clear, "PNG"))
    assert (run.head["media_type"], run.picture().mode) == ("image/webp", "RGBA")
    assert decode(saved(quarters(), "WEBP")).head["media_type"] == "image/jpeg"
    palette = quarters().convert("P")
    assert decode(saved(palette, "PNG", transparency=0)).head["media_type"] == "image/webp"
    assert decode(saved(palette, "PNG")).head["media_type"] == "image/jpeg"


def test_sixteen_bit_grey_keeps_its_tones() -> None:
    grey = Image.new("I;16", (60, 40), 257 * 100)
    assert abs(ImageStat.Stat(decode(saved(grey, "PNG")).picture().convert("L")).mean[0] - 100) < 2


def test_colours_of_another_profile_are_turned_into_srgb() -> None:
    # A profile whose red and blue are exchanged: ignoring it would give the other colour.
    swapped = swapped_profile()
    run = decode(saved(Image.new("RGB", (64, 64), (250, 10, 10)), "JPEG", icc_profile=swapped, quality=95))
    red, _, blue = run.picture().convert("RGB").resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]  # three numbers of RGB
    assert blue > red + 100
    broken = decode(saved(quarters(), "JPEG", icc_profile=b"not a profile at all", quality=95))
    assert difference(broken.picture(), quarters()) < 6


def swapped_profile() -> bytes:
    """sRGB with the tags of its red and blue primaries exchanged."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    count = struct.unpack(">I", data[128:132])[0]
    places = {bytes(data[132 + 12 * n : 136 + 12 * n]): 132 + 12 * n for n in range(count)}
    red, blue = places[b"rXYZ"], places[b"bXYZ"]
    data[red : red + 4], data[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(data)


def test_print_colours_are_turned_into_srgb() -> None:
    assert decode(saved(quarters().convert("CMYK"), "JPEG")).picture().mode == "RGB"


def test_of_a_phones_double_picture_the_first_is_taken() -> None:
    out = io.BytesIO()
    quarters().save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (240, 160), "black")])
    assert difference(decode(out.getvalue()).picture(), quarters()) < 6


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_animations_are_refused(kind: str) -> None:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "green", "blue")]
    assert decode(saved(frames[0], kind, save_all=True, append_images=frames[1:])).refusal == "animated"


def png_that_says(width: int, height: int) -> bytes:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(1 + 3 * width), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"", "not_a_picture"),
        (b"hello", "not_a_picture"),
        (b"GIF89a" + bytes(40), "unsupported_format"),
        (b"\0\0\0\x18ftypheic" + bytes(40), "damaged"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0avifmiaf" + bytes(40), "unsupported_format"),
        (b"\0\0\0\x14ftypavif\0\0\0\0mif1" + bytes(40), "unsupported_format"),
        (b"\0\0\0\x14ftypisom\0\0\0\0heic" + bytes(40), "unsupported_format"),
        (b"%PDF-1.7 " + bytes(40), "unsupported_format"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported_format"),
        (b"\xff\xd8\xff<script>", "damaged"),
        (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(10), "damaged"),
        (png_that_says(64_250, 64_250), "too_many_pixels"),
        (png_that_says(12_001, 10), "too_many_pixels"),
        (png_that_says(4_900, 4_900), "too_many_pixels"),
        (saved(Image.effect_noise((200, 200), 90), "PNG")[:9_000], "damaged"),
        (saved(quarters(), "JPEG")[:900], "damaged"),
        (bytes(limits.MAX_BYTES + 1), "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_refused_with_a_code(data: bytes, refusal: str) -> None:
    run = decode(data)
    assert (run.code, run.refusal) == (0, refusal)
    assert run.peak_mib <= 64
    assert run.cpu_seconds < 2


def test_the_largest_pictures_stay_within_256_mib_and_five_seconds() -> None:
    clear = Image.new("RGBA", (6_000, 4_000), (200, 30, 30, 128))
    for data in (
        saved(quarters(8_300, 6_000), "JPEG"),
        saved(quarters(6_000, 4_990), "JPEG", progressive=True, subsampling=0),
        saved(clear, "PNG", compress_level=1),
        saved(clear.resize((4_000, 3_100)), "WEBP", quality=10, method=0),
    ):
        run = decode(data)
        assert run.refusal is None
        assert run.peak_mib <= 256
        assert run.cpu_seconds < 5


def test_a_picture_that_does_not_fit_in_memory_is_refused() -> None:
    tight = json.dumps({**json.loads(limits.for_decoder()), "address_space": 120 * 1024 * 1024})
    assert decode(saved(quarters(4_000, 4_000), "PNG"), tight).refusal == "too_many_pixels"


def test_the_program_may_open_nothing_after_it_confined_itself() -> None:
    program = (
        "import os, runpy, socket, sys\n"
        "names = runpy.run_path(sys.argv[2])\n"
        "names['confine'](__import__('json').loads(sys.argv[1]))\n"
        "attempts = (lambda: open('/etc/passwd'), socket.socket, lambda: os.open('/tmp/x', os.O_CREAT), os.pipe,\n"
        "    os.fork, lambda: os.execv('/bin/true', ['true']), lambda: os.kill(os.getppid(), 0))\n"
        "for attempt in attempts:\n"
        "    try: attempt()\n"
        "    except OSError: print('refused')\n"
    )
    assert run_confined(program) == ["refused"] * 7


def run_confined(program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-I", "-c", program, limits.for_decoder(), str(pictures.PROGRAM)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()

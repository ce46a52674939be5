"""A program of its own: reads one picture from standard input, writes a clean one to standard output.

It may be given anything by anybody, so it limits itself before it reads a byte: memory, processor time, size of output,
and no file, socket or process can be opened. First line out: a JSON object with media type and size, or a refusal code.
It imports nothing of ours and is started by `pictures.py` with the limits as its argument.
"""

import io
import json
import resource
import sys
import warnings
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageCms, ImageFile, MpoImagePlugin, WebPImagePlugin

KINDS = ("JPEG", "PNG", "WEBP")
LATE_PLUGINS = (MpoImagePlugin, WebPImagePlugin)
ORIENTATION = 0x0112
TRANSPOSE = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What people really send by mistake; the answer can then say what is accepted instead of "not a picture".
OTHER_PICTURES: tuple[tuple[int, tuple[bytes, ...]], ...] = (
    (0, (b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*", b"%PDF", b"<svg", b"<?xml", b"\0\0\1\0")),
    (4, (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypmsf1", b"ftypavif", b"ftypheim", b"ftyphevc")),
)


class Refused(Exception):
    """The code that the uploader is told."""


def main() -> None:
    limits = json.loads(sys.argv[1])
    load_everything()
    confine(limits)
    try:
        head, body = clean_picture(sys.stdin.buffer.read(limits["input_bytes"] + 1), limits)
    except Refused as refusal:
        head, body = {"refusal": str(refusal)}, b""
    except MemoryError:
        head, body = {"refusal": "too_many_pixels"}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + body)


def load_everything() -> None:
    """Pillow imports parts of itself when they are first used; once confined, no file can be opened any more."""
    Image.preinit()
    sample = Image.new("RGB", (8, 8))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    for kind in KINDS:
        written = io.BytesIO()
        sample.save(written, kind, icc_profile=profile, exif=exif.tobytes())
        opened(written.getvalue(), kind).getexif()
        decoded(opened(written.getvalue(), kind), 4)


def confine(limits: dict[str, Any]) -> None:
    """Only ever downwards: none of this can be undone by what is decoded."""
    for what, most in (
        (resource.RLIMIT_AS, limits["address_space"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["output_bytes"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = max(limits["pixels"].values())
    ImageFile.LOAD_TRUNCATED_IMAGES = False


def clean_picture(data: bytes, limits: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if len(data) > limits["input_bytes"]:
        raise Refused("too_large")
    kind = kind_of(data)
    picture = opened(data, kind)
    most = limits["pixels"]["progressive" if picture.info.get("progressive") else kind]
    if max(picture.size) > limits["side"] or picture.width * picture.height > most:
        raise Refused("too_many_pixels")
    # A phone's JPEG may carry a second frame (depth, gain map); the first one is the picture and the rest is dropped.
    if kind != "JPEG" and getattr(picture, "n_frames", 1) != 1:
        raise Refused("animated")
    orientation = orientation_of(picture)
    picture = decoded(picture, limits["longest_side"])
    if orientation in TRANSPOSE:
        picture = picture.transpose(TRANSPOSE[orientation])
    return encoded(picture, limits["quality"])


def kind_of(data: bytes) -> str:
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if any(data.startswith(mark, offset) for offset, marks in OTHER_PICTURES for mark in marks):
        raise Refused("unsupported_format")
    raise Refused("not_a_picture")


def opened(data: bytes, kind: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(data), formats=[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too_many_pixels") from None
    except MemoryError:
        raise
    except Exception:
        # Parsers of hostile data fail in every way there is (SyntaxError, struct.error, KeyError ...).
        raise Refused("damaged") from None


def orientation_of(picture: Image.Image) -> int:
    """How the phone was held. A broken record of it is no reason to refuse the picture."""
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except Exception:  # as above: the record is hostile data too
        return 1


def decoded(picture: Image.Image, longest_side: int) -> Image.Image:
    """Upright comes later: shrinking first keeps one full-size copy in memory instead of three."""
    profile = picture.info.get("icc_profile")
    try:
        # A JPEG can be decoded at a half, a quarter or an eighth; never smaller than what is wanted.
        picture.draft(None, (longest_side, longest_side))
        picture.load()
        size = fitting(picture.size, longest_side)
        return in_srgb(resized(picture, size), profile)
    except MemoryError:
        raise
    except Exception:
        raise Refused("damaged") from None


def fitting(size: tuple[int, int], longest_side: int) -> tuple[int, int]:
    """The size with its longest side at most `longest_side`; a smaller picture is left as it is."""
    longest = max(size)
    if longest <= longest_side:
        return size
    return max(1, round(size[0] * longest_side / longest)), max(1, round(size[1] * longest_side / longest))


def resized(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.mode.startswith("I;16"):
        # 16-bit grey: Pillow's own conversion would cut everything above 255 to white.
        small = picture.resize(size, Image.Resampling.LANCZOS)
        return small.convert("F").point(lambda value: value / 257 + 0).convert("L")
    if picture.mode in ("1", "P", "PA", "LA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    return picture if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    wanted = "RGBA" if picture.mode == "RGBA" else "RGB"
    if profile and picture.mode in ("RGB", "RGBA", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=wanted)
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            # A broken or unfitting profile: the numbers are shown as they are, as a browser does.
            return picture.convert(wanted)
    return picture.convert(wanted)


def encoded(picture: Image.Image, quality: int) -> tuple[dict[str, Any], bytes]:
    """On a fresh canvas, which has no comment, profile, thumbnail or position to pass on."""
    canvas = Image.new(picture.mode, picture.size)
    canvas.paste(picture)
    out = io.BytesIO()
    save: Callable[..., None] = canvas.save
    if picture.mode == "RGBA":
        media_type = "image/webp"
        save(out, "WEBP", quality=quality, method=4)
    else:
        media_type = "image/jpeg"
        save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return {"media_type": media_type, "width": canvas.width, "height": canvas.height}, out.getvalue()


if __name__ == "__main__":
    main()

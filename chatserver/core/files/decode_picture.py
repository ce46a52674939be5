"""A program of its own: reads one picture from standard input, writes a clean one to standard output.

It may be given anything by anybody, so it limits itself before it reads a byte: memory, processor time, size of output,
and no file, socket or process can be opened. First line out: a JSON object with media type and size, or a refusal code.
It imports nothing of ours and is started by `pictures.py` with the limits as its argument.
"""

import ctypes
import io
import json
import os
import re
import resource
import struct
import sys
import warnings
from collections.abc import Callable
from typing import Any

from pi_heif import register_heif_opener
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
# HEIC is pictures of HEVC in boxes; the first box names what is in them. AVIF in the same boxes is not taken.
BOXED = (b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1")
IN_HEVC = frozenset({b"heic", b"heix", b"hevc", b"hevx"})
MOST_BRANDS = 32
# How its decoder says so; Pillow's own raise MemoryError.
OUT_OF_MEMORY = "Memory allocation error"
# For the kernel's filter (linux/seccomp.h, linux/filter.h; why: docs/adr/0012-heic-in-the-decoder.md): a processor's
# number, then those of its system calls.
PROCESSORS = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
CLONE = {"x86_64": 56, "aarch64": 220}
# fork, vfork, execve, execveat, kill, ptrace, process_vm_readv, process_vm_writev
FORBIDDEN = {"x86_64": (57, 58, 59, 322, 62, 101, 310, 311), "aarch64": (221, 281, 129, 117, 270, 271)}
CLONE3, CLONE_THREAD, OTHER_NUMBERS = 435, 0x10000, 0x40000000
LOAD, IF_EQUAL, IF_NOT_BELOW, IF_SET, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
THE_CALL, THE_PROCESSOR, FIRST_ARGUMENT = 0, 4, 16
ALLOWED, NOT_PERMITTED, NO_SUCH_CALL = 0x7FFF0000, 0x00050001, 0x00050026
NO_NEW_RIGHTS, SET_FILTER, FILTER_MODE = 38, 22, 2
# What people really send by mistake; the answer can then say what is accepted instead of "not a picture".
OTHER_PICTURES: tuple[tuple[int, tuple[bytes, ...]], ...] = (
    (0, (b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*", b"%PDF", b"<svg", b"<?xml", b"\0\0\1\0")),
    (4, (b"ftyp",)),
)


class Refused(Exception):
    """The code that the uploader is told."""


def main() -> None:
    limits = json.loads(sys.argv[1])
    load_everything()
    limits["threads"] = confine(limits)
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
    # A phone's HEIC also holds a thumbnail, a depth map, a gain map: only the picture is wanted.
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
    sample = Image.new("RGB", (8, 8))
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    for kind in KINDS:
        written = io.BytesIO()
        sample.save(written, kind, icc_profile=profile, exif=exif.tobytes())
        opened(written.getvalue(), kind).getexif()
        decoded(opened(written.getvalue(), kind), 4)


def confine(limits: dict[str, Any]) -> bool:
    """Only ever downwards: none of this can be undone by what is decoded. Tells whether threads are still possible."""
    for what, most in (
        (resource.RLIMIT_AS, limits["address_space"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["output_bytes"]),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 0),
    ):
        resource.setrlimit(what, (most, most))
    warnings.simplefilter("ignore")
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = max(limits["pixels"].values())
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    if forbid_processes():
        return True
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    return False


def forbid_processes() -> bool:
    """By a filter of system calls: no process, no other program, nobody else's memory. A thread may be started, which
    HEVC needs and RLIMIT_NPROC would forbid. False where the system is not one of those whose numbers are known."""
    machine = os.uname().machine
    if sys.platform != "linux" or machine not in PROCESSORS:
        return False
    written = filter_for(machine)
    program = ctypes.create_string_buffer(written, len(written))
    head = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(written) // 8, ctypes.addressof(program)))
    control = ctypes.CDLL(None).prctl
    control.argtypes = [ctypes.c_int, *[ctypes.c_ulong] * 4]
    if control(NO_NEW_RIGHTS, 1, 0, 0, 0) != 0:
        return False
    return bool(control(SET_FILTER, FILTER_MODE, ctypes.addressof(head), 0, 0) == 0)


def filter_for(machine: str) -> bytes:
    """Every step names how many are skipped if its question is answered yes, and how many if no."""
    refused = FORBIDDEN[machine]
    # From the first question about a number to the answers at the end.
    left = len(refused) + 4
    steps = [(LOAD, 0, 0, THE_PROCESSOR), (IF_EQUAL, 0, left + 3, PROCESSORS[machine]), (LOAD, 0, 0, THE_CALL)]
    steps.append((IF_NOT_BELOW, left + 1, 0, OTHER_NUMBERS))
    # Its flags are in memory, where a filter cannot look; the library then asks by the older call.
    steps.append((IF_EQUAL, left + 1, 0, CLONE3))
    steps += [(IF_EQUAL, left - 1 - place, 0, number) for place, number in enumerate(refused)]
    steps += [(IF_EQUAL, 0, 2, CLONE[machine]), (LOAD, 0, 0, FIRST_ARGUMENT), (IF_SET, 0, 1, CLONE_THREAD)]
    steps += [(ANSWER, 0, 0, answer) for answer in (ALLOWED, NOT_PERMITTED, NO_SUCH_CALL)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def clean_picture(data: bytes, limits: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    if len(data) > limits["input_bytes"]:
        raise Refused("too_large")
    kind = kind_of(data)
    if kind == "HEIF":
        if not limits["threads"]:
            raise Refused("unsupported_format")
        require_all_of_it(data)
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
    if data[4:8] == b"ftyp" and data[8:12] in BOXED and IN_HEVC & brands(data):
        return "HEIF"
    if any(data.startswith(mark, offset) for offset, marks in OTHER_PICTURES for mark in marks):
        raise Refused("unsupported_format")
    raise Refused("not_a_picture")


def brands(data: bytes) -> set[bytes]:
    """The first box: its length, its name, the main brand, a version, then brands that also hold."""
    end = min(int.from_bytes(data[:4], "big"), 4 * MOST_BRANDS)
    return {data[8:12], *(data[place : place + 4] for place in range(16, end, 4))}


def require_all_of_it(data: bytes) -> None:
    """A phone's HEIC is a grid of tiles, and where some are missing its decoder leaves grey: half a picture of a skin
    would pass for a whole one. So the boxes that hold them must be there to their end."""
    place, found = 0, False
    while place + 8 <= len(data):
        size, name = struct.unpack(">I4s", data[place : place + 8])
        if size == 1:
            size = int.from_bytes(data[place + 8 : place + 16], "big")
        elif size == 0:
            size = len(data) - place
        if size < 8 or place + size > len(data):
            if name in (b"meta", b"mdat"):
                raise Refused("damaged")
            # What some phones append is not in boxes.
            break
        found = found or name == b"mdat"
        if name == b"meta":
            require_words(data[place : place + size])
        place += size
    if not found:
        raise Refused("damaged")


def require_words(boxes: bytes) -> None:
    """What each part of a HEIC is called must be UTF-8: pi-heif 1.4 ends its process where it is anything else."""
    for part in re.finditer(b"infe", boxes):
        size = int.from_bytes(boxes[part.start() - 4 : part.start()], "big")
        body = boxes[part.end() : part.start() - 4 + size]
        # A version and flags, the part's number (which version 3 has wider) and its protection come first.
        words = body[10 if body[:1] == b"\3" else 8 :]
        if len(body) != size - 8 or not is_utf8(words):
            raise Refused("damaged")


def is_utf8(words: bytes) -> bool:
    try:
        words.decode()
    except UnicodeDecodeError:
        return False
    return True


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
        said = picture.size
        picture.load()
        if picture.size != said:
            raise Refused("damaged")
        size = fitting(picture.size, longest_side)
        return in_srgb(resized(picture, size), profile)
    except MemoryError:
        raise
    except Exception as failure:
        raise Refused("too_many_pixels" if str(failure).startswith(OUT_OF_MEMORY) else "damaged") from None


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

"""What a picture may be, what becomes of it, and what decoding may cost. The figures of docs/limits.md. Pure."""

import json

MAX_BYTES = 15 * 1024 * 1024
# Phones take 12 to 50 megapixels as JPEG, which is shrunk while it is decoded. The others are held whole, some of them
# several times over: these figures keep each under 256 MB.
MAX_PIXELS = {"JPEG": 50_000_000, "progressive": 30_000_000, "PNG": 24_000_000, "WEBP": 12_500_000, "HEIF": 30_000_000}
MAX_SIDE = 12_000
# Of a file that comes in parts: at 50 kbit/s the client's first part takes five seconds, its largest is for good lines.
MAX_PART_BYTES = 2 * 1024 * 1024
MAX_UPLOADS = 12
UPLOAD_HOURS = 48
MEDIA_TYPES = ("image/jpeg", "image/png", "image/webp")

# Enough to judge a rash on a large screen, and a twentieth of the bytes.
LONGEST_SIDE = 2_048
QUALITY = 85
MAX_OUTPUT_BYTES = 8 * 1024 * 1024

# Of a PDF, which is passed on as it is.
MAX_PAGES = 50
MAX_INFLATED_BYTES = 32 * 1024 * 1024
MAX_NAME = 100

# Of the decoding process (`decode_picture.py`).
ADDRESS_SPACE_BYTES = 320 * 1024 * 1024
CPU_SECONDS = 5
WALL_SECONDS = 20.0
MAX_DECODERS = 2


def for_decoder() -> str:
    """The same figures as the decoding process is given them."""
    return json.dumps(
        {
            "address_space": ADDRESS_SPACE_BYTES,
            "cpu_seconds": CPU_SECONDS,
            "output_bytes": MAX_OUTPUT_BYTES,
            "input_bytes": MAX_BYTES,
            "pixels": MAX_PIXELS,
            "side": MAX_SIDE,
            "longest_side": LONGEST_SIDE,
            "quality": QUALITY,
            "pages": MAX_PAGES,
            "inflated_bytes": MAX_INFLATED_BYTES,
        }
    )

"""A program of its own: sets one template with the data on its standard input and writes the PDF to standard output.

It reads the template and the fonts it is named, and writes into the empty folder it is given;
`chatserver.core.printing` starts it with the limits, and takes the folder away.
"""

import io
import json
import resource
import sys
from pathlib import Path

# On paper a picture is six centimetres high at most: 250 points an inch are more than a printer shows.
LONGEST_SIDE = 640
QUALITY = 78


def small(picture: bytes) -> bytes:
    """A JPEG that is small enough for paper; an empty frame where it cannot be read."""
    from PIL import Image  # noqa: PLC0415 under the limits, as all it does

    try:
        image = Image.open(io.BytesIO(picture)).convert("RGB")
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except (OSError, ValueError, SyntaxError):
        image = Image.new("RGB", (160, 120), "white")
    written = io.BytesIO()
    image.save(written, "JPEG", quality=QUALITY)
    return written.getvalue()


def main() -> None:
    limits, template, fonts, root = json.loads(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    for what, most in (
        (resource.RLIMIT_AS, limits["address_space"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    head = json.loads(sys.stdin.buffer.readline())
    import typst  # noqa: PLC0415 under the limits, as all it does

    # What a template may read is in one folder, which whoever starts this takes away.
    (root / template.name).write_bytes(template.read_bytes())
    for name, size in head["pictures"].items():
        (root / f"{name}.jpg").write_bytes(small(sys.stdin.buffer.read(size)))
    printed = typst.compile(
        str(root / template.name),
        root=str(root),
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": head["data"]},
        pdf_standards=["ua-1"],
    )
    sys.stdout.buffer.write(printed)


if __name__ == "__main__":
    main()

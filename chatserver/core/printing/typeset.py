"""A program of its own: sets one template with the data on its standard input and writes the PDF to standard output.

It reads the template and the fonts it is named and nothing else; `chatserver.core.printing` starts it with the limits.
"""

import json
import resource
import sys
from pathlib import Path


def main() -> None:
    limits, template, fonts = json.loads(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    data = sys.stdin.buffer.read().decode()
    for what, most in (
        (resource.RLIMIT_AS, limits["address_space"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    import typst  # noqa: PLC0415 under the limits, as all it does

    printed = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        pdf_standards=["ua-1"],
    )
    sys.stdout.buffer.write(printed)


if __name__ == "__main__":
    main()

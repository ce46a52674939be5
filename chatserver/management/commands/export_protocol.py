"""`manage.py export_protocol [--check]`: writes the protocol's schema and page, or says that they are out of date."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatserver import protocol

ROOT = Path(__file__).resolve().parents[3]


class Command(BaseCommand):
    help = "Writes the protocol's JSON Schema and page from the wire types."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only compare; exit 1 on drift")

    def handle(self, *args: Any, **options: Any) -> None:
        documents = {
            ROOT / "frontend/src/core/protocol/schema.json": protocol.schema_text(),
            ROOT / "docs/protocol.md": protocol.page(),
        }
        for path, text in documents.items():
            if options["check"]:
                if not path.is_file() or path.read_text(encoding="utf-8") != text:
                    raise CommandError(f"{path.relative_to(ROOT)} differs from the wire types; run `make protocol`.")
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")

"""`manage.py verify_audit`: reads the whole audit chain and says what does not fit; exit code 1 if so."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatserver.core import sealing

MEANINGS = {
    "edited": "the row or its seal was changed after sealing",
    "missing": "the sealed row is gone",
    "gap": "a seal is gone from the chain",
    "inserted": "the row's time lies too far before the rows sealed ahead of it",
    "unsealed": "an old row was never sealed",
    "cut": "the chain ends before its signed head",
    "signature": "the signed head does not belong to this chain or key",
}


class Command(BaseCommand):
    help = "Verify that no audit row was changed, added or removed since it was sealed."

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            verification = sealing.verify()
        except sealing.KeyUnusable as failure:
            raise CommandError(str(failure)) from None
        for finding in verification.findings:
            where = f" (row {finding.entry_id})" if finding.entry_id else ""
            self.stdout.write(f"{finding.what} at place {finding.sequence}{where}: {MEANINGS[finding.what]}.")
        if not verification.sound:
            sys.exit(1)
        self.stdout.write(f"The audit chain is sound: {verification.entries} rows.")

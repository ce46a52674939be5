"""Makes the key by which push services know this installation, for VARDRUM_VAPID_KEY (docs/runbook.md)."""

import base64
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Prints a new private key for web push. Changing it later loses every device's permission."

    def handle(self, *args: Any, **options: Any) -> None:
        number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
        self.stdout.write(base64.urlsafe_b64encode(number.to_bytes(32)).decode().rstrip("="))

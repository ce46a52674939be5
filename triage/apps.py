"""Django's registration of triage. A release that is wrong stops the server before anybody fills in a form of it."""

import sys

from django.apps import AppConfig

from chatserver.core.yaml_source import ContentError
from triage import library


class TriageConfig(AppConfig):
    name = "triage"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        try:
            library.current()
            library.follow_ups()
        except ContentError as refusal:
            sys.exit(str(refusal))

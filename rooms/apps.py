"""Django's registration of rooms. A list of alarm words that is wrong stops the server before anybody writes a word."""

import sys

from django.apps import AppConfig
from django.conf import settings

from chatserver.core.yaml_source import ContentError
from rooms.alarms import library


class RoomsConfig(AppConfig):
    name = "rooms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        try:
            library.use(settings.ALARM_WORDS or library.SHIPPED)
        except ContentError as refusal:
            sys.exit(str(refusal))

"""Django's registration of people."""

import sys

from django.apps import AppConfig
from django.conf import settings

from people.eid import registry
from people.eid.for_tests import EidForTestsForbidden


class PeopleConfig(AppConfig):
    name = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # A production server with the test e-ID must not start, let alone wait for the first login to find out.
        try:
            registry.build(settings.EID_PROVIDERS, settings.MODE)
        except (EidForTestsForbidden, registry.UnknownEidProvider) as refusal:
            sys.exit(str(refusal))

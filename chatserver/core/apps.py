"""Django's registration of the core."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "chatserver.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

"""Registers the app of statistics and predictions. It may import every other app; none may import it."""

from django.apps import AppConfig


class InsightConfig(AppConfig):
    name = "insight"
    default_auto_field = "django.db.models.BigAutoField"

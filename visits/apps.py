"""Registers the app of timed visits. It will own bookings and reminders, and may import rooms and what lies below."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"
    default_auto_field = "django.db.models.BigAutoField"

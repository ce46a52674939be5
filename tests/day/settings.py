"""The product's settings, and the app that lets its clock run the day."""

from chatserver.settings import *  # noqa: F403 all of them, as Django reads them
from chatserver.settings import INSTALLED_APPS as THE_PRODUCT

INSTALLED_APPS = [*THE_PRODUCT, "tests.day.apps.DayConfig"]

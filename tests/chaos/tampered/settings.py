"""The product's settings, and the app that spoils something of it."""

from chatserver.settings import *  # noqa: F403 all of them, as Django reads them
from chatserver.settings import INSTALLED_APPS as THE_PRODUCT

INSTALLED_APPS = [*THE_PRODUCT, "tests.chaos.tampered.apps.TamperedConfig"]

"""Makes the tables and the demonstration's people: `python -m tests.support.people`, with a deployment's environment.

The same as two commands of manage.py, without a second start.
"""

import os

import django
from django.core.management import call_command

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "chatserver.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("load_demo")

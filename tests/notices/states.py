"""How many notices are in which state, as JSON: `python -m tests.notices.states`, with the workers' environment."""

import json

import django

django.setup()

from django.db.models import Count  # noqa: E402 the settings come first

from people.models import Notice  # noqa: E402

if __name__ == "__main__":
    counted = Notice.objects.values_list("state").annotate(Count("id"))
    print(json.dumps(dict(counted)))

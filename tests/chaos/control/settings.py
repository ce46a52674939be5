"""Django's settings of the control arm."""

import os
from urllib.parse import urlsplit

_database = urlsplit(os.environ["CONTROL_DATABASE_URL"])

SECRET_KEY = "the control arm has no secrets"
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
INSTALLED_APPS = ["channels", "tests.chaos.control"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
ROOT_URLCONF = "tests.chaos.control.urls"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.path.strip("/"),
        "USER": _database.username,
        "PASSWORD": _database.password,
        "HOST": _database.hostname,
        "PORT": _database.port,
    }
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.core.RedisChannelLayer",
        # The tutorial gives the address alone; with redis-py 8 that would end every idle socket after five seconds.
        "CONFIG": {"hosts": [{"address": os.environ["CONTROL_REDIS_URL"], "socket_timeout": 12}]},
    }
}

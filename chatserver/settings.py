"""Django's settings, all derived from the checked environment (chatserver/environment.py)."""

import sys

from chatserver import environment as outside
from chatserver.core import logs

try:
    ENVIRONMENT = outside.read()
    DATABASES = {"default": outside.database(ENVIRONMENT)}
except outside.SettingsError as wrong:
    sys.exit(str(wrong))

MODE = ENVIRONMENT.mode
PRODUCTION = ENVIRONMENT.production
DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key or outside.DEVELOPMENT_KEY
ALLOWED_HOSTS = sorted({origin.split("://")[1].rsplit(":", 1)[0] for origin in ENVIRONMENT.origins} | {"localhost"})

INSTALLED_APPS = [
    "chatserver",
    "chatserver.core",
    "people",
    "rooms",
    "triage",
    "signaling",
    "visits",
    "insight",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "channels",
]
MIDDLEWARE = [
    "chatserver.core.request_log.RequestLogMiddleware",
    "chatserver.core.http.SecurityHeadersMiddleware",
    "chatserver.core.http.ExactOriginMiddleware",
    "people.sessions.LoginMiddleware",
]
ROOT_URLCONF = "chatserver.urls"
ASGI_APPLICATION = "chatserver.asgi.application"
# Which ways to log in residents; `people` refuses to start production with the test e-ID.
EID_PROVIDERS = ENVIRONMENT.eid_providers
# The region's own list of alarm words; the shipped one without it (docs/alarm-words.md).
ALARM_WORDS = ENVIRONMENT.alarm_words
# The ways out of the house that are switched on (chatserver/core/outward.py).
OUTWARD = ENVIRONMENT.outward
AUTH_USER_MODEL = "people.Account"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES: list[dict[str, object]] = []

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0

# Signals only (typing, session descriptions, candidates). A half-open connection is found by the timeout and the
# health check; without them the layer stays deaf for ever (docs/limits.md).
REDIS_HOST = {
    "address": ENVIRONMENT.redis_url,
    "socket_timeout": 12,
    "socket_keepalive": True,
    "health_check_interval": 5,
    "max_connections": 512,
}
CHANNEL_LAYERS = {
    "default": {
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_HOST], "capacity": 5_000},
    }
    if ENVIRONMENT.redis_url
    else {"BACKEND": "channels.layers.InMemoryChannelLayer", "CONFIG": {"capacity": 5_000}}
}

LANGUAGE_CODE = "sv"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"
# The largest body is a picture; files/limits.py refuses earlier and says why.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024

LOGGING_CONFIG = None
logs.configure(MODE)

"""Settings of the tests: a PostgreSQL of their own that trades safety for speed, no network, no real password work."""

from coopportal.logs import logging_settings
from coopportal.settings.base import *
from coopportal.settings.base import STORAGES, VAR_DIR, env

SECRET_KEY = "only-for-tests-" + "0123456789abcdef" * 4
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

DATABASES = {
    "default": env.db("DATABASE_URL")
    if env.str("DATABASE_URL", default="")
    else {
        "ENGINE": "coopportal.embedded.database",
        "NAME": "coopportal",
        "EMBEDDED_FOLDER": str(VAR_DIR / "test-postgres"),
        "EMBEDDED_DURABLE": False,
    }
}

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:1/0")
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
# Each refusal that a test provokes on purpose would else be written out with its traceback, twice.
LOGGING = logging_settings(level=env.str("LOG_LEVEL", default="ERROR"))

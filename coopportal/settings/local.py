"""Settings of `make run` and of work on one machine: the real thing, with servers and keys of its own in `var/`.

`COOPPORTAL_DEBUG=1` shows tracebacks and serves static files without collecting them.
"""

from coopportal.embedded.valkey import url_of_valkey
from coopportal.settings.base import *
from coopportal.settings.base import REDIS_URL, STORAGES, VAR_DIR, env
from coopportal.settings.keys import kept_secret_key

DEBUG = env.bool("COOPPORTAL_DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or kept_secret_key(VAR_DIR / "secret_key")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

DATABASES = {
    "default": env.db("DATABASE_URL")
    if env.str("DATABASE_URL", default="")
    else {
        "ENGINE": "coopportal.embedded.database",
        "NAME": "coopportal",
        "EMBEDDED_NAME": "coopportal",
        "EMBEDDED_FOLDER": str(VAR_DIR / "postgres"),
        "EMBEDDED_DURABLE": True,
    }
}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}

REDIS_URL = REDIS_URL or url_of_valkey(VAR_DIR / "valkey")
CELERY_BROKER_URL = REDIS_URL

# Without EMAIL_URL every message becomes a file, to be looked at.
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
if env.str("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL"))

if DEBUG:
    STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

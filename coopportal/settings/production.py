"""Settings of a server that people rely on; refuses to start when it would not be safe."""

from django.core.exceptions import ImproperlyConfigured

from coopportal.settings.base import *
from coopportal.settings.base import env
from coopportal.settings.keys import strong_secret_key


def needed(name: str, example: str) -> str:
    """Return the environment variable `name`; raise ImproperlyConfigured with an example when it is empty."""
    value = str(env.str(name, default="")).strip()
    if not value:
        raise ImproperlyConfigured(f"{name} is missing. Set it in the environment, for example {name}={example}")
    return value


if env.bool("DEBUG", default=False) or env.bool("COOPPORTAL_DEBUG", default=False):
    raise ImproperlyConfigured("DEBUG is on: it would show secrets to strangers. Unset DEBUG and COOPPORTAL_DEBUG.")

DEBUG = False
SECRET_KEY = strong_secret_key(env.str("SECRET_KEY", default=""))
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

needed("ALLOWED_HOSTS", "htx.haiphong.gov.vn")
ALLOWED_HOSTS = [host.strip() for host in env.list("ALLOWED_HOSTS") if host.strip()]
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured('ALLOWED_HOSTS holds "*": name the portal\'s own hosts instead.')
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[f"https://{host}" for host in ALLOWED_HOSTS])
SITE_URL = env.str("SITE_URL", default=f"https://{ALLOWED_HOSTS[0]}")

needed("DATABASE_URL", "postgres://coopportal:PASSWORD@db.example:5432/coopportal")
DATABASES = {"default": env.db("DATABASE_URL") | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}}
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must point at PostgreSQL: postgres://USER:PASSWORD@HOST:5432/NAME")

REDIS_URL = needed("REDIS_URL", "redis://:PASSWORD@queue.example:6379/0")
CELERY_BROKER_URL = REDIS_URL

vars().update(env.email("EMAIL_URL", default="smtp://localhost:25"))

# TLS ends at the proxy in front; it must set X-Forwarded-Proto and drop what the client sent.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-coopportal_session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-coopportal_csrf"

"""Settings of a try-out on one machine."""

from coopportal.settings.base import *  # noqa: F403

DEBUG = True
SECRET_KEY = "not-a-secret-for-local-use-only"
DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "NAME": "coopportal"}}
STATIC_URL = "static/"

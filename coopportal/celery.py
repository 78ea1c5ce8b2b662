"""The Celery application: `celery -A coopportal worker`, `celery -A coopportal beat`."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopportal.settings.local")

app = Celery("coopportal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
for module in ("health", "housekeeping"):
    app.autodiscover_tasks(["coopportal"], related_name=module)

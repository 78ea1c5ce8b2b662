# The portal on production settings; one image runs web, worker and beat (see docker-compose.yml).
FROM python:3.11-slim-bookworm

RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libmagic1 fontconfig fonts-liberation2 \
      tesseract-ocr tesseract-ocr-vie \
 && rm -rf /var/lib/apt/lists/*

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=coopportal.settings.production \
    COOPPORTAL_VAR=/data \
    COOPPORTAL_STATIC=/static

WORKDIR /portal
COPY requirements.txt ./
RUN pip install --no-cache-dir --no-deps --requirement requirements.txt

RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin coopportal \
 && install --directory --owner=coopportal --group=coopportal /data
COPY . .

# Collecting needs no server and no secret, so the settings without either do.
RUN DJANGO_SETTINGS_MODULE=coopportal.settings.base python manage.py collectstatic --noinput --verbosity 0

USER coopportal
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "coopportal.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=4", \
     "--preload", "--timeout=120", "--max-requests=5000", "--max-requests-jitter=500", "--no-control-socket"]

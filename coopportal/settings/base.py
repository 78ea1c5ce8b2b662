"""Settings shared by every way the portal runs; `local`, `test` and `production` build on them.

What differs between machines comes from the environment; docs/operations.md lists every variable.
"""

from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.contrib.messages import constants as messages

from coopportal.logs import logging_settings

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = Path(env.str("COOPPORTAL_VAR", default=str(BASE_DIR / "var"))).resolve()
DEBUG = False

ROOMS = ["audit", "organizations", "notifications", "documents", "cooperatives", "plans", "campaigns", "reports"]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "coopportal.storage.PortalStaticFilesConfig",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "axes",
    "csp",
    "coopportal",
    *[room for room in ROOMS if (BASE_DIR / room / "__init__.py").exists()],
]

MIDDLEWARE = [
    "coopportal.middleware.RequestIdMiddleware",
    "coopportal.middleware.CleanAddressMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "coopportal.middleware.ResourcePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",  # counts the length of what those below it answer
    "coopportal.middleware.MethodPageMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "coopportal.middleware.SessionLimitsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "coopportal.urls"
WSGI_APPLICATION = "coopportal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "organizations.context.staff",
                "notifications.context.unread",
            ],
        },
    }
]

# Language, place and time
LANGUAGE_CODE = "vi"
FORMAT_MODULE_PATH = ["coopportal.locale_formats"]
LOCALE_PATHS = [BASE_DIR / "coopportal" / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
MESSAGE_TAGS = {messages.ERROR: "danger"}

# People and sessions
LOGIN_URL = "organizations:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "organizations:login"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=60 * 60)
SESSION_ABSOLUTE_SECONDS = env.int("SESSION_ABSOLUTE_SECONDS", default=12 * 60 * 60)
SESSION_COOKIE_AGE = SESSION_ABSOLUTE_SECONDS
SESSION_COOKIE_NAME = "coopportal_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "coopportal_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "coopportal.refusals.csrf_failure"

# A stranger who guesses passwords locks out himself, not the officer whose name he tries.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_TEMPLATE = "organizations/locked.html"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_ENABLE_ADMIN = True
AXES_VERBOSE = False
AXES_IPWARE_PROXY_COUNT = TRUSTED_PROXIES or None
AXES_IPWARE_META_PRECEDENCE_ORDER = ["HTTP_X_FORWARDED_FOR", "REMOTE_ADDR"] if TRUSTED_PROXIES else ["REMOTE_ADDR"]

# What a browser may do with our pages. `data:` for images is what Bootstrap's own arrows and ticks are made of.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media",
        "fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone",
        "midi", "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial",
        "storage-access", "usb", "xr-spatial-tracking",
    )
}  # fmt: skip
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True


# Files
def package_folder(package: str) -> Path:
    """Return the folder of an installed package without importing it."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"{package} is not installed; run `make setup`")
    return Path(next(iter(spec.submodule_search_locations)))


MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "media/"
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("COOPPORTAL_STATIC", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("bootstrap", package_folder("bootstrap")),
    ("fonts/be-vietnam-pro", package_folder("fontpkg_be_vietnam_pro") / "files"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "coopportal.storage.PortalStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
# Signatures: where the files of keys lie (outside of the media), what encrypts the passphrases of seals (SECRET_KEY
# where it is empty), which PKCS#11 modules may be loaded, who puts time stamps on.
SIGNING_KEYS_DIR = Path(env.str("SIGNING_KEYS_DIR", default=str(VAR_DIR / "keys")))
SIGNING_SECRET_KEY = env.str("SIGNING_SECRET_KEY", default="")
SIGNING_PKCS11_MODULES = env.list("SIGNING_PKCS11_MODULES", default=[])
SIGNING_TSA_URL = env.str("SIGNING_TSA_URL", default="")
UPLOAD_MAX_BYTES = 25 * 1024 * 1024
# The files of one message of the national exchange; in base64 and with its head a message is half as large again.
EDXML_MOST_UNPACKED_BYTES = 1024 * 1024 * env.int("EDXML_MOST_UNPACKED_MB", default=50)
# What larger uploads some addresses take.
UPLOAD_LIMITS = {"/edxml/nhan/": EDXML_MOST_UNPACKED_BYTES * 3 // 2}
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "coopportal.uploads.CappedTemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

# Queue
REDIS_URL = env.str("REDIS_URL", default="")

# What all processes count together lies beside the queue; what is drawn again at no loss, in each process.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "shared": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL or "redis://127.0.0.1:1/0",
        "KEY_PREFIX": "coopportal",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    },
}

CELERY_BROKER_URL = REDIS_URL
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SEND_TASK_EVENTS = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_TASK_SOFT_TIME_LIMIT = 10 * 60
CELERY_TASK_TIME_LIMIT = 11 * 60
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 60 * 60,
    "socket_connect_timeout": 2,
    "socket_timeout": 30,
    "max_retries": 1,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat" / "schedule")
CELERY_BEAT_SCHEDULE = {
    "heartbeat": {"task": "coopportal.health.heartbeat", "schedule": 15.0, "options": {"expires": 15}},
    "daily-reminders": {"task": "notifications.tasks.send_daily_reminders", "schedule": crontab(hour=7, minute=30)},
    "figures-by-link": {"task": "cooperatives.tasks.remind_links", "schedule": crontab(hour=8, minute=10)},
    "recurring-duties": {"task": "plans.tasks.open_periods", "schedule": crontab(minute=20, hour="0,6,12")},
    "waiting-messages": {"task": "notifications.tasks.deliver_waiting", "schedule": crontab(minute="*/5")},
    "outside-mail": {"task": "documents.tasks.send_open", "schedule": crontab(minute="*/15")},
    "kept-uploads": {"task": "documents.tasks.drop_kept_uploads", "schedule": crontab(hour=3, minute=20)},
    "tidy": {"task": "coopportal.housekeeping.tidy", "schedule": crontab(hour=3, minute=10)},
}

# Email
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="CoopPortal <coopportal@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# What links in emails begin with.
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{env.str('PORT', default='') or 8000}")
EMAIL_TIMEOUT = 20
# The files of one letter; most mail servers take 25 MB with the third that base64 adds.
MAIL_MOST_ATTACHED_BYTES = 1024 * 1024 * env.int("MAIL_MOST_ATTACHED_MB", default=17)

# Channels beside the portal and email: each is off until it is configured.
ZALO_OA_TOKEN = env.str("ZALO_OA_TOKEN", default="")
ZALO_OA_URL = env.str("ZALO_OA_URL", default="https://openapi.zalo.me/v3.0/oa/message/cs")
SMS_GATEWAY_URL = env.str("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_TOKEN = env.str("SMS_GATEWAY_TOKEN", default="")
SMS_BRAND = env.str("SMS_BRAND", default="")
# Hosts of the office's own network that its webhooks may lead to; public hosts need no entry.
WEBHOOK_PRIVATE_HOSTS = env.list("WEBHOOK_PRIVATE_HOSTS", default=[])

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_settings(level=env.str("LOG_LEVEL", default="INFO"))

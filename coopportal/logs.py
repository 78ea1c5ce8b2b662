"""Logs: one JSON object a line, with the request's id, without personal data (ids of rows and users, never names)."""

import logging
from typing import Any

import structlog

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


class NoHeartbeats(logging.Filter):
    """Drop what Celery says of the heartbeats: three lines every 15 seconds that nobody reads."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for a good word about a heartbeat."""
        return record.levelno > logging.INFO or "coopportal.health.heartbeat" not in record.getMessage()


def logging_settings(*, level: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING: everything from `level` up goes to standard error as JSON lines."""
    _configure_structlog()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
                "foreign_pre_chain": SHARED,
            }
        },
        "filters": {"no_heartbeats": {"()": NoHeartbeats}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "filters": ["no_heartbeats"]}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"level": level, "propagate": True, "handlers": []},
            "django.server": {"level": "WARNING", "propagate": True, "handlers": []},
            # The libraries behind print and PDF reading tell their whole life at INFO.
            **{name: {"level": "ERROR"} for name in ("weasyprint", "fontTools", "pdfminer", "pyhanko")},
        },
    }


def _configure_structlog() -> None:
    # Loggers in use keep the processors that they began with; settings may be loaded again in one process.
    if structlog.is_configured():
        return
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )

"""Static files: which of them are served, and how they are named and packed."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesConfig(StaticFilesConfig):
    """Leave out what no page asks for: packing it with Brotli takes a minute."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "*.map", "*.rtl*", "bootstrap-grid*", "bootstrap-reboot*", "bootstrap-utilities*",
        "bootstrap.css", "bootstrap.js", "bootstrap.bundle.js", "bootstrap.esm*", "version.txt", "LICENSE",
        "*Thin*.ttf", "*Black*.ttf", "*ExtraLight*.ttf", "*ExtraBold*.ttf", "*-Light*.ttf", "*-Medium*.ttf",
        "htmax-*", "htmx-4*", "htmx-2.js", "ext",
    ]  # fmt: skip


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Names with a hash of the content and packed twins; comments that point at source maps stay as they are."""

    patterns = (("*.css", CompressedManifestStaticFilesStorage.patterns[0][1][:2]),)

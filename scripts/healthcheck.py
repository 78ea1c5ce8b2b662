"""Ask the portal of this container how it is; exit status 1 when it is not well. For HEALTHCHECK in the Dockerfile."""

import os
import sys
import urllib.error
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip()
request = urllib.request.Request("http://127.0.0.1:8000/healthz", headers={"Host": host})
try:
    with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310 (our own address)
        sys.exit(0 if answer.status == 200 else 1)
except (OSError, urllib.error.URLError):
    sys.exit(1)

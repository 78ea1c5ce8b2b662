"""`python -m documents.official.drawing static/css/official-document.css` writes the screen's style sheet anew."""

import sys
from pathlib import Path

from .stylesheet import screen_css

Path(sys.argv[1]).write_text(screen_css(), encoding="utf-8")

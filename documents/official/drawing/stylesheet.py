"""The style sheets with their measures filled in, for paper and for the screen."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from string import Template

from .head import ADDRESSEE_INDENT
from .style import FONT_STACK, PAGE, SIZES, SPACES

ASSETS = Path(__file__).parent / "assets"


def _measures() -> dict[str, str]:
    points = {name: f"{value:g}pt" for name, value in vars(SIZES).items() if isinstance(value, int | float)}
    return points | {
        "font": ", ".join(f'"{name}"' for name in FONT_STACK) + ", serif",
        "line": f"{SPACES.line_height:g}",
        "gap": f"{SPACES.paragraph_gap_pt:g}pt",
        "page_number": f"{PAGE.number_pt:g}pt",
        "addressee_indent": f"{ADDRESSEE_INDENT:.1f}mm",
        **{name: f"{getattr(PAGE, name):g}mm" for name in ("width", "height", "top", "right", "bottom", "left")},
        **{
            name: f"{getattr(SPACES, name):g}mm"
            for name in ("left_cell", "signature_left_cell", "indent", "signature_room", "addressee_left", "qr")
        },
    }


def _sheet(name: str) -> str:
    return Template((ASSETS / name).read_text(encoding="utf-8")).substitute(_measures())


def _lengths() -> str:
    rules = [f".od-w{mm} {{ width: {mm}mm; }}" for mm in range(1, 121)]
    rules += [f".od-c{percent} {{ width: {percent}%; }}" for percent in range(1, 101)]
    rules += [f".od-table.od-t{size:g} {{ font-size: {size:g}pt; }}" for size in SIZES.table_steps]
    return "\n".join(rules) + "\n"


@lru_cache(maxsize=2)
def print_css(*, draft: bool = False) -> str:
    """Return the whole style sheet for paper, with the DỰ THẢO mark where it is a draft."""
    return _sheet("document.css") + _lengths() + _sheet("print.css") + (_sheet("draft.css") if draft else "")


@lru_cache(maxsize=1)
def screen_css() -> str:
    """Return the style sheet for the portal's pages; `static/css/official-document.css` is this text."""
    return _sheet("document.css") + _lengths() + _sheet("screen.css")

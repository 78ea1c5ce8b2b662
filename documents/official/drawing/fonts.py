"""Is the face that the renderer finds one of ours, and does it hold every Vietnamese letter?"""

from __future__ import annotations

import re
from functools import lru_cache

from .style import FONT_STACK

# The 67 small letters with marks; Liberation 1.x lacks most of them and the renderer then falls back without a word.
VIETNAMESE = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
_NAME = re.compile(rb"/BaseFont\s*/[A-Z]{6}\+([\w#-]+)")


@lru_cache(maxsize=1)
def faces() -> frozenset[str]:
    """Return the names of the faces that a page with every Vietnamese letter, upright to bold italic, is set in."""
    import weasyprint

    from .pdf import fetcher

    text = VIETNAMESE + VIETNAMESE.upper()
    stack = ", ".join(f"'{name}'" for name in FONT_STACK)
    lines = [text, f"<b>{text}</b>", f"<i>{text}</i>", f"<b><i>{text}</i></b>"]
    html = f'<body style="font-family: {stack}, serif">{"<p>".join(lines)}</body>'
    data: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher()).write_pdf(uncompressed_pdf=True)
    return frozenset(name.decode() for name in _NAME.findall(data))


def font_problem() -> str | None:
    """Return what is wrong with the printed face, in Vietnamese, or None where all is well."""
    ours = tuple(name.replace(" ", "-") for name in FONT_STACK)
    strangers = sorted(name for name in faces() if not name.startswith(ours))
    if not strangers:
        return None
    return (
        f"Máy chưa có phông Times New Roman (hoặc Liberation Serif 2, Tinos) đủ chữ tiếng Việt; văn bản sẽ lẫn phông "
        f"{', '.join(strangers)}. Hãy cài gói fonts-liberation2 hoặc fonts-croscore."
    )

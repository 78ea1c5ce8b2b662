"""Number and symbol as one: `125/KH-UBND` in the State's papers, `22-KH/ĐU` in those of the Party and the unions."""

from __future__ import annotations

import re

# Kind, slash, body: the State joins kind and body by a hyphen and keeps the slash for the number (or the year).
_PARTY = re.compile(r"[A-ZĐ][A-Za-zĐđ]{0,4}/(?!UBND|HĐND)[A-ZĐ][\wĐđ.&-]*")


def is_party_symbol(symbol: str | None) -> bool:
    """Tell whether the symbol is of the Party's style (`KH/ĐU`, `NQ/TW`, `CTr/TU`)."""
    return bool(_PARTY.fullmatch(symbol or ""))


def joined(number: str, symbol: str) -> str:
    """Return number and symbol as a head prints them; the number alone where there is no symbol."""
    if not symbol:
        return number
    return f"{number}{'-' if is_party_symbol(symbol) else '/'}{symbol}"

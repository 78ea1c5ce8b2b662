"""Telling that a sheet is probably there already: near-equal names in one commune.

Only the words that set one organization apart from the next are compared: `HTX DVNN Lam Sơn` and `Hợp tác xã dịch vụ
nông nghiệp Lam Sơn` are the same, `… số 1` and `… số 2` are not.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from cooperatives.models import Cooperative
from coopportal.text import fold
from organizations.models import AdministrativeUnit

NEAR = 0.88
_WORD = re.compile(r"[^\W_]+")
_SHORT_FORMS = {
    "htx": "hop tac xa",
    "lhhtx": "lien hiep hop tac xa",
    "tht": "to hop tac",
    "qtdnd": "quy tin dung nhan dan",
    "qtd": "quy tin dung",
    "dv": "dich vu",
    "dvnn": "dich vu nong nghiep",
    "nn": "nong nghiep",
    "sx": "san xuat",
    "tm": "thuong mai",
    "kd": "kinh doanh",
    "sxkd": "san xuat kinh doanh",
    "sxkddv": "san xuat kinh doanh dich vu",
    "tmdv": "thuong mai dich vu",
    "dvth": "dich vu tong hop",
    "dvtm": "dich vu thuong mai",
}


def words_of(name: str) -> list[str]:
    """Return the folded words of a name, short forms written out."""
    return " ".join(_SHORT_FORMS.get(w, w) for w in _WORD.findall(fold(name))).split()


# What a name says of kind and trade, and not of who it is.
_COMMON = frozenset(words_of("htx lien hiep htx to hop tac qtdnd dv nn sx tm kd tong hop va kieu moi"))


def telling_words(name: str) -> list[str]:
    """Return the folded words of a name that set it apart; all of them where it has none of its own."""
    every = words_of(name)
    return [w for w in every if w not in _COMMON] or every


def are_near(name: str, other: str) -> bool:
    """Tell whether two names probably mean the same organization; names that differ in a number never do."""
    one, two = telling_words(name), telling_words(other)
    if [w for w in one if w.isdigit()] != [w for w in two if w.isdigit()]:
        return False
    return SequenceMatcher(None, " ".join(one), " ".join(two)).ratio() >= NEAR


def near_names(*, name: str, unit: AdministrativeUnit, apart_from: int | None = None) -> list[Cooperative]:
    """Return the sheets of the commune whose name is near-equal to `name`; one query."""
    others = Cooperative.objects.filter(unit=unit).only("name", "code", "kind", "status")
    others = others.exclude(pk=apart_from) if apart_from else others
    return [c for c in others if are_near(name, c.name)]

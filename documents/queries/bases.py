"""The library of bases: the lines of `Căn cứ` that the office used before, and what is known of the acts they name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import F, Func, JSONField, Q, Value
from django.utils import timezone

from coopportal.text import fold
from documents.models import DocumentState, OfficialDocument, OutsideAct, RelationKind
from documents.official.kinds import KINDS
from documents.queries.drafts import issuers_for
from organizations.models import Staff

MOST = 40
_LOOKED_AT = 300
_OVER = (DocumentState.RECALLED, DocumentState.REPLACED)
_IN_FORCE = (DocumentState.ACTIVE, DocumentState.CLOSED)


@dataclass(frozen=True)
class KnownBasis:
    """One line of a basis: how often it was used, and what is wrong with the act it names, if anything."""

    text: str
    uses: int
    warning: str = ""


def known_bases(staff: Staff, words: str = "") -> list[KnownBasis]:
    """Return the bases in the newest documents of the person's office, most used first (four queries).

    Behind them stand those acts of the table whose line was written there, in force today. One whose act ended, was
    recalled, replaced or amended, by what the portal holds, carries a warning.
    """
    counts: dict[str, list[str]] = defaultdict(list)
    for text in _texts(staff):
        counts[_bare(text)].append(text)
    wanted = words.lower().split()
    found = [(lines[0], len(lines)) for key, lines in counts.items() if all(word in key for word in wanted)]
    ranked = sorted(found, key=lambda pair: (-pair[1], pair[0]))[:MOST]
    table, today = list(OutsideAct.objects.filter(is_active=True)), timezone.localdate()
    offered = [
        (act.citation, 0)
        for act in table
        if act.citation and _bare(act.citation) not in counts and not act.doubt(today)
        and all(word in _bare(act.citation) for word in wanted)
    ]  # fmt: skip
    doubts = doubts_about([text for text, _ in ranked], staff, table)
    return [KnownBasis(text.rstrip(" ;.,"), uses, doubts.get(text, "")) for text, uses in [*ranked, *offered[:MOST]]]


def _texts(staff: Staff) -> Iterable[str]:
    issuers = [organization.pk for organization in issuers_for(staff)]
    own = OfficialDocument.objects.filter(organization__in=issuers).order_by("-pk")[:_LOOKED_AT]
    lines = Func(
        F("tree"),
        Value('$.body[*] ? (@.level == "basis").text'),
        template="jsonb_path_query(%(expressions)s::jsonpath)",
        output_field=JSONField(),
    )
    rows = OfficialDocument.objects.filter(pk__in=own.values("pk")).annotate(line=lines)
    return [text for text in rows.order_by("-pk").values_list("line", flat=True) if text]


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).rstrip(" ;.,")


def doubts_about(texts: Iterable[str], staff: Staff, table: Sequence[OutsideAct] | None = None) -> dict[str, str]:
    """Return, for each text that cites one, what is against the act: ended, recalled, replaced, amended (two queries).

    `table` are the outside acts, where they are at hand.
    """
    from documents.reading.references import find_citations

    texts = list(texts)
    acts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for text in texts:
        for citation in find_citations(text):
            act = citation.reference
            if act.number and act.symbol:
                acts[act.number.lstrip("0"), act.symbol.upper()].append(text)
    outside = _outside_doubts(texts, acts, table)
    return outside | (_told(acts, staff) if acts else {})


def _outside_doubts(
    texts: Sequence[str], acts: dict[tuple[str, str], list[str]], table: Sequence[OutsideAct] | None
) -> dict[str, str]:
    """What the table of outside acts says, by number, else by a name with which the act is cited."""
    if not texts:
        return {}
    found: dict[str, str] = {}
    today = timezone.localdate()
    folded = {text: f" {fold(text)} " for text in texts}
    for act in OutsideAct.objects.filter(is_active=True) if table is None else table:
        doubt = act.doubt(today)
        if not doubt:
            continue
        number, _, symbol = act.number.partition("/")
        named = list(acts.get((number.lstrip("0"), symbol.upper()), []))
        names = [fold(name) for name in (act.name, *act.other_names.splitlines()) if name.strip()]
        named += [text for text, words in folded.items() if any(_names(words, name) for name in names)]
        found |= dict.fromkeys(named, doubt)
    return found


def _names(words: str, name: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", words) is not None


def _told(acts: dict[tuple[str, str], list[str]], staff: Staff) -> dict[str, str]:
    named = Q()
    for number, symbol in acts:
        named |= Q(number__in=[number, number.zfill(2)], symbol__iexact=symbol)
    seen = OfficialDocument.objects.visible_to(staff).values("pk")
    issuers = [organization.pk for organization in issuers_for(staff)]
    reach = Q(pk__in=seen) | Q(organization__in=issuers)
    amended = Q(related_by__kind=RelationKind.AMENDS, related_by__source__state__in=_IN_FORCE)
    found = OfficialDocument.objects.filter(reach, named).filter(Q(state__in=_OVER) | amended).distinct()
    doubts: dict[str, str] = {}
    for row in found.only("kind", "number", "symbol", "state"):
        for text in acts.get((row.number.lstrip("0"), row.symbol.upper()), []):
            doubts[text] = _doubt(row)
    return doubts


def _doubt(row: OfficialDocument) -> str:
    kind = KINDS[row.kind].name if row.kind in KINDS else "Văn bản"
    if row.state in _OVER:
        return f"{kind} {row.full_number} {DocumentState(row.state).label.lower()}."
    return f"{kind} {row.full_number} đã được sửa đổi, bổ sung; hãy ghi cả văn bản sửa đổi."

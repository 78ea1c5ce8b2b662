"""Comparing a tree with the record of what reading the document must give."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from coopportal.text import fold
from documents.measuring.counts import Count, count_of, paired
from documents.official.tree import Activity, Assignment, Deadline, OfficialDocument

Record = Mapping[str, Any]
EVERYBODY = "@kinh_gui"
# A field that a record leaves out is not judged; null says that the document has none.
UNSAID = "\ue0ff"
_HEAD = ("kind", "number", "symbol", "place", "date", "issuer", "superior", "subject", "signer_name", "signer_title")
_UNSAID: dict[str, Any] = dict.fromkeys(_HEAD, UNSAID) | {
    "signer_authority": UNSAID, "kinh_gui": None, "noi_nhan": None, "legal_bases": None, "assignments": None,
    "deadlines": None,
}  # fmt: skip
_DASHES = re.compile(r"\s*[-–—‑]\s*")
_NOISE = re.compile(r"[“”\"'*_#\\]")
_BRACKETS = re.compile(r"\([^)]*\)")
_ACT = re.compile(r"\d+\w*\s*[/-]\s*[\w/–.&-]*[A-ZĐ][\w/–.&-]*")


def bare(text: str | None) -> str:
    """Return a text as it is compared: folded, dashes alike, without quotes, outer punctuation and spare spaces."""
    return fold(_DASHES.sub("-", _NOISE.sub("", text or ""))).strip(" .;,:/-()")


def same_agency(one: str, other: str) -> bool:
    """Tell whether two names of an agency mean the same, a small difference of wording aside."""
    a, b = bare(one), bare(other)
    words_a, words_b = set(a.split()), set(b.split())
    return a == b or (bool(words_a and words_b) and len(words_a & words_b) >= 0.8 * len(words_a | words_b))


def compare(record: Record, tree: OfficialDocument, *, tables: bool = False) -> dict[str, Count]:
    """Return the counts by measure: each field of the head, `heads` together, lists, agencies, items and so on.

    `tables` counts deadlines that stand in appendix tables too.
    """
    record = {**_UNSAID, **record}
    head = _head(record, tree)
    counts = {**head, "heads": Count()}
    for count in head.values():
        counts["heads"] += Count(count.right, count.expected, count.found)
    said = {name: judge(record, tree) for name, (key, judge) in _LISTS.items() if record[key] is not None}
    counts |= said
    if record["deadlines"] is not None:
        counts["deadlines"] = _deadlines(record, tree, tables)
    if record.get("activities"):
        missed, extra = paired(record["activities"], tree.activities, _same_activity)
        counts["activities"] = count_of(len(record["activities"]), missed, extra, _name_of_activity)
    return counts


def _head(record: Record, tree: OfficialDocument) -> dict[str, Count]:
    sign = tree.signature
    pairs = {
        "kind": (record["kind"], tree.kind),
        "number": (_unpadded(record["number"]), _unpadded(tree.number)),
        "symbol": (record["symbol"], tree.symbol),
        "place": (record["place"], tree.place),
        "date": (record["date"], tree.date),
        "issuer": (record["issuer"], tree.issuer),
        "parent body": (record["superior"], tree.parent_body),
        "subject": (record["subject"], tree.subject),
        "signer": (record["signer_name"], sign.name if sign else None),
        "signer's title": (record["signer_title"], sign.title if sign else None),
        "authority": (_joined(record["signer_authority"]), " | ".join(sign.authority if sign else [])),
    }
    inferred = {"issuer"} if record.get("issuer_inferred") else set()
    return {
        name: _field(want, have, may_lack=name in inferred)
        for name, (want, have) in pairs.items()
        if want is not UNSAID
    }


def _joined(lines: list[str] | str) -> str:
    return lines if isinstance(lines, str) else " | ".join(lines)


def _unpadded(number: str | None) -> str | None:
    return number.lstrip("0") if number and number != UNSAID else number


def _field(want: str | None, have: str | None, *, may_lack: bool) -> Count:
    right = bare(want) == bare(have) or (may_lack and not have)
    return Count(int(right), 1, 1, [] if right else [f"cần {want!r}, đọc {have!r}"])


def _lines(wanted: Iterable[str], found: Iterable[str]) -> Count:
    want = [_BRACKETS.sub(" ", w) for w in wanted]
    missed, extra = paired(want, [_BRACKETS.sub(" ", f) for f in found], same_agency)
    return count_of(len(want), missed, extra)


def _bases(record: Record, tree: OfficialDocument) -> Count:
    want = {bare(base) for base in record["legal_bases"]}
    have = {bare(act) for base in tree.legal_bases for act in _ACT.findall(base)}
    return count_of(len(want), sorted(want - have), sorted(have - want))


def _optional(record: Record) -> list[str]:
    return [agency for block in record.get("optional_assignments", []) for agency in block["agencies"]]


def _excused(record: Record) -> Callable[[str], bool]:
    """Return what tells whether an agency found beside the wanted ones is no mistake."""
    optional, addressees = _optional(record), record.get("kinh_gui") or []
    everybody = any(EVERYBODY in block["agencies"] for block in record["assignments"])

    def excused(agency: str) -> bool:
        if any(same_agency(agency, other) for other in optional):
            return True
        return everybody and (not addressees or any(same_agency(agency, a) for a in addressees))

    return excused


def _distinct(blocks: Iterable[Iterable[str]]) -> list[str]:
    return list({bare(agency): agency for agencies in blocks for agency in agencies}.values())


def _agencies(record: Record, tree: OfficialDocument) -> Count:
    want = [a for a in _distinct(block["agencies"] for block in record["assignments"]) if a != EVERYBODY]
    missed, extra = paired(want, _distinct(a.agencies for a in tree.assignments), same_agency)
    excused = _excused(record)
    return count_of(len(want), missed, [e for e in extra if not excused(e)])


def _items(record: Record, tree: OfficialDocument) -> Count:
    found = [(item.text, block) for block in tree.assignments for item in block.items]
    wanted = [(words, block["agencies"]) for block in record["assignments"] for words in block["first_words_of_items"]]
    missed, extra = paired(wanted, found, lambda want, have: _is_item(*want, *have))
    optional = _optional(record)
    extra = [e for e in extra if not any(same_agency(a, o) for a in e[1].agencies for o in optional)]
    return count_of(len(wanted), missed, extra[_allowance(record) :], lambda pair: pair[0][:70])


def _allowance(record: Record) -> int:
    """Return how many items more than those written out are no mistake: accepted counts, and items not written out."""
    more = 0
    for block in record["assignments"]:
        most = max(block.get("n_items_accept", [block["n_items"]]))
        more += max(most - len(block["first_words_of_items"]), 0)
    return more


def _is_item(words: str, agencies: list[str], text: str, block: Assignment) -> bool:
    if bare(words) not in bare(text):
        return False
    return EVERYBODY in agencies or any(same_agency(a, b) for a in agencies for b in block.agencies)


def _deadlines(record: Record, tree: OfficialDocument, tables: bool) -> Count:
    every = record["deadlines"]
    want = [d for d in every if tables or not d.get("in_table")]
    missed, extra = paired(want, tree.deadlines, _same_deadline)
    optional = [*record.get("deadlines_optional", []), *(d for d in every if d not in want)]
    wrong = [e for e in extra if not any(_overlap(o["text"], e.text) for o in optional)]
    return count_of(len(want), missed, wrong, _text_of_deadline)


def _overlap(one: str, other: str) -> bool:
    a, b = bare(one), bare(other)
    return bool(a and b) and (a in b or b in a)


def _same_deadline(want: Mapping[str, Any], have: Deadline) -> bool:
    contract = {"kind": "date", "start": None, "end": None, "recurrence": None} | want.get("contract", want)
    if not _overlap(want["text"], have.text):
        return False
    if contract["kind"] == "relative":
        return have.kind == "relative"
    if contract["kind"] == "recurring":
        return have.kind == "recurring" and _period(have.recurrence) == _period(contract["recurrence"])
    return contract["end"] == have.end and contract["start"] in (None, have.start)


def _period(recurrence: object) -> str:
    return str(recurrence).partition(":")[0]


def _text_of_deadline(deadline: Mapping[str, Any] | Deadline) -> str:
    return deadline.text if isinstance(deadline, Deadline) else str(deadline["text"])


def _same_activity(want: Mapping[str, Any], have: Activity) -> bool:
    return _overlap(want["title_first_words"], have.title or "") or same_agency(
        want["title_first_words"], have.title or ""
    )


def _name_of_activity(activity: Mapping[str, Any] | Activity) -> str:
    return (activity.title or "" if isinstance(activity, Activity) else str(activity["title_first_words"]))[:70]


_LISTS: dict[str, tuple[str, Callable[[Record, OfficialDocument], Count]]] = {
    "addressees": ("kinh_gui", lambda record, tree: _lines(record["kinh_gui"], tree.addressees)),
    "recipients": ("noi_nhan", lambda record, tree: _lines(record["noi_nhan"], tree.recipients)),
    "legal bases": ("legal_bases", lambda record, tree: _bases(record, tree)),
    "agencies": ("assignments", lambda record, tree: _agencies(record, tree)),
    "items": ("assignments", lambda record, tree: _items(record, tree)),
}

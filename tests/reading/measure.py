"""How well a reading agrees with what a person read: right, expected and found, by field and by list.

The records are those of `expected.json`; they name what the tree must contain and what may be there besides.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from documents.official.tree import Assignment, Deadline, OfficialDocument
from documents.reading.letters import fold, squeeze

HEAD_FIELDS = (
    "kind",
    "number",
    "symbol",
    "place",
    "date",
    "issuer",
    "parent_body",
    "subject",
    "name",
    "title",
    "authority",
)


@dataclass
class Tally:
    """Counts for one measure, with the words of what was missed or made up."""

    right: int = 0
    expected: int = 0
    found: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """The balance of precision and recall, 1 where nothing was to be found and nothing was."""
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0

    def add(self, other: Tally) -> None:
        self.right += other.right
        self.expected += other.expected
        self.found += other.found
        self.faults += other.faults


def plain(text: str | None) -> str:
    """Fold what must not matter: marks, case, spaces, dashes, outer signs."""
    folded = re.sub(r"\s*-\s*", "-", squeeze(fold(text or "")))
    return re.sub(r"[“”\"'’]", "", folded).strip(" .;,:/-()")


def alike(one: str, other: str) -> bool:
    """Tell whether two names are the same but for a word in five."""
    a, b = set(plain(one).split()), set(plain(other).split())
    return plain(one) == plain(other) or (bool(a and b) and len(a & b) >= 0.8 * len(a | b))


def pair_up(
    expected: Iterable[Any], found: Iterable[Any], same: Callable[[Any, Any], bool]
) -> tuple[list[Any], list[Any], int]:
    """Match one to one; return what was missed, what was found besides, and how many agree."""
    left, missed, right = list(found), [], 0
    for want in expected:
        hit = next((i for i, have in enumerate(left) if same(want, have)), None)
        if hit is None:
            missed.append(want)
        else:
            left.pop(hit)
            right += 1
    return missed, left, right


def measure(record: dict[str, Any], document: OfficialDocument) -> dict[str, Tally]:
    """Return the tallies of one document by measure."""
    return {
        "head": _head(record, document),
        "addressees": _names("addressees", record["kinh_gui"], document.addressees),
        "recipients": _names("recipients", record["noi_nhan"], document.recipients),
        "bases": _bases(record, document),
        "agencies": _agencies(record, document.assignments),
        "items": _items(record, document.assignments),
        "deadlines": _deadlines(record, document.deadlines),
        "activities": _activities(record, document),
    }


def _head(record: dict[str, Any], document: OfficialDocument) -> Tally:
    sign = document.signature
    pairs = {
        "kind": (record["kind"], document.kind),
        "number": (record["number"], document.number),
        "symbol": (record["symbol"], document.symbol),
        "place": (record["place"], document.place),
        "date": (record["date"], document.date),
        "issuer": (record["issuer"], document.issuer),
        "parent_body": (record["superior"], document.parent_body),
        "subject": (record["subject"], document.subject),
        "name": (record["signer_name"], sign.name if sign else None),
        "title": (record["signer_title"], sign.title if sign else None),
        "authority": ("|".join(record["signer_authority"]), "|".join(sign.authority) if sign else ""),
    }
    tally = Tally(0, len(pairs), len(pairs))
    for name, (want, have) in pairs.items():
        if plain(want) == plain(have) or (name == "issuer" and record.get("issuer_inferred") and not have):
            tally.right += 1
        else:
            tally.faults.append(f"{name}: {want!r} was read as {have!r}")
    return tally


def _names(what: str, want: list[str], have: list[str]) -> Tally:
    def bare(text: str) -> str:
        return plain(re.sub(r"\([^)]*\)", " ", text))

    missed, extra, right = pair_up(map(bare, want), map(bare, have), alike)
    faults = [f"{what}: missed {m!r}" for m in missed] + [f"{what}: made up {e!r}" for e in extra]
    return Tally(right, len(want), len(have), faults)


def _bases(record: dict[str, Any], document: OfficialDocument) -> Tally:
    want = {plain(base) for base in record["legal_bases"]}
    have = {
        plain(match) for base in document.legal_bases for match in re.findall(r"\d+\w*[/-][\w/-]*[A-ZĐ][\w/&-]*", base)
    }
    faults = [f"bases: missed {b!r}" for b in want - have] + [f"bases: made up {b!r}" for b in have - want]
    return Tally(len(want & have), len(want), len(have), faults)


def _optional(record: dict[str, Any]) -> list[str]:
    return [name for block in record.get("optional_assignments", []) for name in block["agencies"]]


def _agencies(record: dict[str, Any], blocks: list[Assignment]) -> Tally:
    want = {plain(name): name for block in record["assignments"] for name in block["agencies"]}
    have = {plain(name): name for block in blocks for name in block.agencies}
    if "@kinh_gui" in want:
        return Tally(1, 1, 1) if blocks else Tally(0, 1, 0, ["agencies: nobody was asked"])
    missed, extra, right = pair_up(want.values(), have.values(), alike)
    extra = [name for name in extra if not any(alike(name, other) for other in _optional(record))]
    faults = [f"agencies: missed {m!r}" for m in missed] + [f"agencies: made up {e!r}" for e in extra]
    return Tally(right, len(want), right + len(extra), faults)


def _items(record: dict[str, Any], blocks: list[Assignment]) -> Tally:
    have = [(plain(item.text), block.agencies) for block in blocks for item in block.items]
    want = [
        (plain(words), block["agencies"]) for block in record["assignments"] for words in block["first_words_of_items"]
    ]

    def same(wanted: tuple[str, list[str]], held: tuple[str, list[str]]) -> bool:
        everyone = "@kinh_gui" in wanted[1]
        return wanted[0] in held[0] and (everyone or any(alike(a, b) for a in wanted[1] for b in held[1]))

    missed, extra, right = pair_up(want, have, same)
    extra = [item for item in extra if not any(alike(name, other) for name in item[1] for other in _optional(record))]
    spare = sum(
        max(block.get("n_items_accept", [block["n_items"]])) - block["n_items"] for block in record["assignments"]
    )
    extra = extra[min(spare, len(extra)) :]
    faults = [f"items: missed {m[0]!r} of {m[1]}" for m in missed] + [
        f"items: made up {e[0][:80]!r} of {e[1]}" for e in extra
    ]
    return Tally(right, len(want), right + len(extra), faults)


def _deadlines(record: dict[str, Any], found: list[Deadline]) -> Tally:
    def same(wanted: dict[str, Any], held: Deadline) -> bool:
        contract, a, b = wanted["contract"], plain(wanted["text"]), plain(held.text)
        if a not in b and b not in a:
            return False
        if contract["kind"] == "recurring":
            return held.recurrence == contract["recurrence"]
        if contract["kind"] == "relative":
            return held.kind == "relative"
        return contract["end"] == held.end and contract["start"] in (None, held.start)

    wanted = [deadline for deadline in record["deadlines"] if not deadline.get("in_table")]
    missed, extra, right = pair_up(wanted, found, same)
    allowed = [plain(other["text"]) for other in record.get("deadlines_optional", [])]
    extra = [
        d for d in extra if d.where != "table" and not any(t in plain(d.text) or plain(d.text) in t for t in allowed)
    ]
    faults = [f"deadlines: missed {m['text']!r}" for m in missed] + [f"deadlines: made up {e.text!r}" for e in extra]
    return Tally(right, len(wanted), right + len(extra), faults)


def _activities(record: dict[str, Any], document: OfficialDocument) -> Tally:
    want = [plain(activity["title_first_words"]) for activity in record.get("activities", [])]
    if not want:
        return Tally()
    have = [plain(activity.title) for activity in document.activities]
    missed, extra, right = pair_up(want, have, lambda a, b: a in b or b in a)
    faults = [f"activities: missed {m!r}" for m in missed] + [f"activities: made up {e!r}" for e in extra]
    return Tally(right, len(want), len(have), faults)


def total(tallies: Iterable[dict[str, Tally]]) -> dict[str, Tally]:
    """Return the sums of many documents' tallies."""
    sums: dict[str, Tally] = {}
    for one in tallies:
        for name, tally in one.items():
            sums.setdefault(name, Tally()).add(tally)
    return sums


def kinds_of(records: Iterable[dict[str, Any]]) -> Counter[str]:
    """Return how many documents of each kind the records hold."""
    return Counter(record["kind"] for record in records)

"""The official document as a tree of dataclasses: one tree, many doors.

Reading a file ends in this tree, checking looks at it, PDF, Word and screen are drawn from it, and the interchange JSON
is this tree written out (`to_json`, `from_json`).

What is *printed* is the head (`kind` … `secrecy`), `addressees`, `body`, `closing`, the signatures, `recipients`,
`appendices` and `slip`. What is *derived* from the printed text (`legal_bases`, `assignments`, `activities`,
`table_tasks`, `deadlines`, `indicators`, `funding`, `references`, `findings`) is made anew by
`documents.reading.derive` and never drawn, so that drawing a tree and reading it back is the identity.

`table_tasks` are the rows of the tables of tasks, in the body and in the appendices: an item a row, with who leads, who
joins and until when; they are not in `assignments`. Their deadlines stand in `deadlines` too, with `where` "table".
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

FORMAT = 1

# Levels of a node, from the widest to the narrowest (Decree 30/2020, Annex I, II.6).
PARAGRAPH = "paragraph"  # running text without a number
BASIS = "basis"  # one "Căn cứ …" line of its own, printed in italics
PART = "part"  # Phần I
CHAPTER = "chapter"  # Chương I
HEADING = "heading"  # I. MỤC ĐÍCH
ARTICLE = "article"  # Điều 1.
SECTION = "section"  # 1. or (1)
SUBSECTION = "subsection"  # 3.1.
POINT = "point"  # a)
ITEM = "item"  # a dash
SUBITEM = "subitem"  # a plus
TABLE = "table"  # rows of cells, the first row being the head
LEVELS = (PARAGRAPH, BASIS, PART, CHAPTER, HEADING, ARTICLE, SECTION, SUBSECTION, POINT, ITEM, SUBITEM, TABLE)


@dataclass
class Node:
    """One piece of the body.

    `number` is the mark as printed without its closing point, colon or bracket: `"I"`, `"1"`, `"3.1"`, `"a"`, `"-"`,
    `"+"`, `"(1)"` (both brackets are kept, they are another style). `title` is set where the mark's own line is a
    heading; `text` where it is a sentence or what runs on after the heading's colon. `rows` only for a table.
    """

    level: str
    number: str | None = None
    title: str | None = None
    text: str | None = None
    children: list[Node] = field(default_factory=list)
    rows: list[list[str]] | None = None


@dataclass
class Deadline:
    """A time limit as the text says it (`text`) and as days (ISO dates, inclusive).

    `kind` is date, period, month, quarter, year, recurring or relative; `recurrence` is `"monthly:20"` and the like, or
    `{"days": 15, "from": "signing", "unit": "day"}` for a relative one.
    """

    text: str
    kind: str
    start: str | None = None
    end: str | None = None
    recurrence: str | dict[str, Any] | None = None
    where: str | None = None


@dataclass
class Item:
    """One task handed to agencies."""

    text: str
    lead: list[str] = field(default_factory=list)
    coordinators: list[str] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)


@dataclass
class Assignment:
    """A heading or sentence that hands work to agencies, with its tasks."""

    agencies: list[str] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


@dataclass
class Activity:
    """A titled event of a campaign or plan, with its labelled lines (Nội dung, Quy mô, Thời gian, …)."""

    number: str | None = None
    title: str | None = None
    content: str | None = None
    scale: str | None = None
    time: str | None = None
    place: str | None = None
    participants: str | None = None
    lead: list[str] = field(default_factory=list)
    coordinators: list[str] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)


@dataclass
class Indicator:
    """A countable target or figure: `giải thể 02 HTX` is value 2, unit HTX; `42/123 HTX` has total 123."""

    text: str
    value: float | None = None
    total: float | None = None
    unit: str | None = None


@dataclass
class Reference:
    """A cited act: `Công văn số 546/UBND-TC ngày 25 tháng 3 năm 2026 của …`."""

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    date: str | None = None
    issuer: str | None = None


@dataclass
class Signature:
    """The printed signature block: authority lines (`TM. …`, `KT. …`), the signer's own title, the name."""

    authority: list[str] = field(default_factory=list)
    title: str | None = None
    name: str | None = None


@dataclass
class Appendix:
    """A phụ lục: `number` in Roman numerals where there are two or more, `note` the `(Kèm theo …)` line unbracketed."""

    number: str | None = None
    title: str | None = None
    note: str | None = None
    body: list[Node] = field(default_factory=list)


@dataclass
class DigitalSignature:
    """A digital signature's line in the text layer: who, and when (ISO 8601 with zone)."""

    signer: str
    time: str | None = None


@dataclass
class Slip:
    """Phiếu trình giải quyết công việc, bound to the document."""

    to: str | None = None
    sender: str | None = None
    date: str | None = None
    summary: str | None = None
    proposal: str | None = None


@dataclass
class Finding:
    """What reader or checker could not be sure of, in Vietnamese, for the person who reviews it.

    `severity` is error, warning or info. `rule` and `clause` name the rule of Decree 30 where one is behind it; `mend`
    says in words what to do.
    """

    where: str
    severity: str
    message: str
    rule: str | None = None
    clause: str | None = None
    mend: str | None = None


@dataclass
class OfficialDocument:
    """The whole document. Dates are ISO; texts are NFC with one space between words; unknown is None or []."""

    kind: str | None = None
    number: str | None = None
    symbol: str | None = None
    parent_body: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    date_text: str | None = None
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    addressees: list[str] = field(default_factory=list)
    legal_bases: list[str] = field(default_factory=list)
    body: list[Node] = field(default_factory=list)
    closing: str | None = None
    assignments: list[Assignment] = field(default_factory=list)
    activities: list[Activity] = field(default_factory=list)
    table_tasks: list[Item] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    funding: list[str] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    signature: Signature | None = None
    co_signature: Signature | None = None
    recipients: list[str] = field(default_factory=list)
    appendices: list[Appendix] = field(default_factory=list)
    digital_signatures: list[DigitalSignature] = field(default_factory=list)
    slip: Slip | None = None
    findings: list[Finding] = field(default_factory=list)


class TreeFormatError(ValueError):
    """The JSON is not a tree of this format; the message, in Vietnamese, says where."""


# Keys that the interchange format spells otherwise than the dataclass, and those an inner deadline leaves out.
_JSON_NAMES = {"Slip": {"sender": "from"}}
_NESTED: dict[tuple[str, str], type] = {
    ("Node", "children"): Node,
    ("Item", "deadlines"): Deadline,
    ("Assignment", "items"): Item,
    ("Activity", "deadlines"): Deadline,
    ("Appendix", "body"): Node,
    ("OfficialDocument", "body"): Node,
    ("OfficialDocument", "assignments"): Assignment,
    ("OfficialDocument", "activities"): Activity,
    ("OfficialDocument", "table_tasks"): Item,
    ("OfficialDocument", "deadlines"): Deadline,
    ("OfficialDocument", "indicators"): Indicator,
    ("OfficialDocument", "references"): Reference,
    ("OfficialDocument", "signature"): Signature,
    ("OfficialDocument", "co_signature"): Signature,
    ("OfficialDocument", "appendices"): Appendix,
    ("OfficialDocument", "digital_signatures"): DigitalSignature,
    ("OfficialDocument", "slip"): Slip,
    ("OfficialDocument", "findings"): Finding,
}


def to_dict(document: OfficialDocument) -> dict[str, Any]:
    """Return the tree as plain lists and dicts in the interchange format (every key there, `format` first)."""
    return {"format": FORMAT, **_plain(document)}


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(v) for v in value]
    if not dataclasses.is_dataclass(value):
        return value
    names = _JSON_NAMES.get(type(value).__name__, {})
    return {names.get(f.name, f.name): _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}


def to_json(document: OfficialDocument, *, indent: int | None = 2) -> str:
    """Return the tree as JSON text, UTF-8 letters unescaped."""
    return json.dumps(to_dict(document), ensure_ascii=False, indent=indent)


def from_dict(data: Any) -> OfficialDocument:
    """Build the tree from the interchange format; missing keys take their defaults.

    Raises TreeFormatError for an unknown format number, an unknown key or a value of the wrong shape.
    """
    if not isinstance(data, dict):
        raise TreeFormatError("Tệp JSON không phải là cây văn bản: cần một đối tượng ở mức ngoài cùng.")
    if data.get("format", FORMAT) != FORMAT:
        raise TreeFormatError(f"Định dạng cây văn bản {data.get('format')!r} chưa được hỗ trợ; cần định dạng {FORMAT}.")
    document: OfficialDocument = _build(OfficialDocument, {k: v for k, v in data.items() if k != "format"}, "văn bản")
    return document


def from_json(text: str) -> OfficialDocument:
    """Build the tree from JSON text; raises TreeFormatError as `from_dict`, also where the text is no JSON."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise TreeFormatError(f"Tệp không phải JSON hợp lệ: {error}.") from error
    return from_dict(data)


def _build(cls: type, data: Any, where: str) -> Any:
    if not isinstance(data, dict):
        raise TreeFormatError(f"{where}: cần một đối tượng, gặp {type(data).__name__}.")
    back = {v: k for k, v in _JSON_NAMES.get(cls.__name__, {}).items()}
    known = {f.name: f for f in dataclasses.fields(cls)}
    values: dict[str, Any] = {}
    for key, value in data.items():
        name = back.get(key, key)
        if name not in known:
            raise TreeFormatError(f"{where}: không có khóa “{key}”.")
        values[name] = _value(cls, known[name], value, f"{where}.{key}")
    try:
        return cls(**values)
    except TypeError as error:
        raise TreeFormatError(f"{where}: thiếu khóa bắt buộc ({error}).") from error


def _value(cls: type, spec: dataclasses.Field[Any], value: Any, where: str) -> Any:
    nested = _NESTED.get((cls.__name__, spec.name))
    is_list = spec.default_factory is list
    if is_list and not isinstance(value, list):
        raise TreeFormatError(f"{where}: cần một danh sách.")
    if nested and is_list:
        return [_build(nested, v, f"{where}[{i}]") for i, v in enumerate(value)]
    if nested:
        return None if value is None else _build(nested, value, where)
    _check_scalar(spec, value, where)
    return value


def _check_scalar(spec: dataclasses.Field[Any], value: Any, where: str) -> None:
    kind = str(spec.type)
    is_text = isinstance(value, str) or (value is None and "None" in kind)
    if kind.startswith("str") and "dict" not in kind and not is_text:
        raise TreeFormatError(f"{where}: cần một chuỗi ký tự.")
    if kind == "list[str]" and not all(isinstance(v, str) for v in value):
        raise TreeFormatError(f"{where}: cần một danh sách chuỗi ký tự.")
    if kind.startswith("float") and not (value is None or isinstance(value, int | float)):
        raise TreeFormatError(f"{where}: cần một số.")

"""The events of a campaign or plan, told by their labelled lines (Nội dung, Thời gian, Đơn vị chủ trì …)."""

from __future__ import annotations

import re

from documents.official import tree
from documents.official.tree import Activity, Node
from documents.reading.agencies import clean_agency, head_at, split_agencies
from documents.reading.deadlines import Context, find_deadlines
from documents.reading.letters import fold, squeeze
from documents.reading.zones import is_idle, is_story

_WHO = r"(?:don vi|co quan|bo phan|phong|nguoi|dau moi|cap)"
_LABELS: tuple[tuple[str, str], ...] = (
    ("both", rf"{_WHO} (?:chu tri|tham muu|thuc hien)(?: va| ,|,) ?(?:{_WHO} )?phoi hop(?: thuc hien)?"),
    (
        "lead",
        rf"(?:{_WHO} )?(?:chu tri|tham muu|dau moi|phu trach)(?: (?:thuc hien|to chuc|tham muu|noi dung))*|"
        rf"{_WHO} (?:thuc hien|to chuc)|(?:phan cong )?thuc hien",
    ),
    ("coordinators", rf"(?:{_WHO} )?(?:cung )?phoi hop(?: thuc hien| to chuc)*"),
    (
        "time",
        r"(?:du kien )?(?:thoi gian|thoi han|tien do)(?: (?:va dia diem|thuc hien|to chuc|hoan thanh|du "
        r"kien|trien khai))*",
    ),
    ("place", r"(?:bien phap va )?dia diem(?: (?:to chuc|thuc hien))*"),
    ("scale", r"quy mo(?: to chuc)?|so luong"),
    ("participants", r"thanh phan(?: (?:tham gia|tham du|du|moi))*|doi tuong(?: (?:tham gia|tham du))*"),
    ("content", r"noi dung(?: (?:cong tac|thuc hien|cu the|hoat dong|trien khai|chinh))*(?:, doi tuong)?"),
    (
        "other",
        r"lanh dao phu trach|kinh phi(?: thuc hien)?|san pham|ket qua(?: dau ra)?|doi tac|hinh thuc(?: to "
        r"chuc)?|muc dich|yeu cau|chu de|phuong thuc",
    ),
)
_LABEL = re.compile("|".join(rf"(?P<{name}>{pattern})" for name, pattern in _LABELS))
_COLON = re.compile(r"\s*:")
_SPLIT = re.compile(
    r"[;.]\s+(?=(?:Đơn vị|Cơ quan|Phối hợp|Thời gian|Địa điểm|Chủ trì|Thành phần|Bộ phận)\b[^:;.]{0,40}:)"
)


def label_of(text: str) -> tuple[str, str] | None:
    """Return which label a line begins with and the words after its colon, or None."""
    folded = fold(text[:90])
    match = _LABEL.match(folded)
    if match is None or match.lastgroup is None:
        return None
    colon = _COLON.match(folded, match.end())
    if colon is None:
        longer = re.match(r"[^:;.]{0,45}:", folded[match.end() :])
        if match.lastgroup != "content" or longer is None or len(folded[: match.end()].split()) > 4:
            return None
        return match.lastgroup, text[match.end() + longer.end() :].strip()
    return match.lastgroup, text[colon.end() :].strip()


def find_activities(body: list[Node], context: Context) -> list[tuple[Node, Activity]]:
    """Return the titled pieces of the body that carry the labels of an event, each with its node."""
    found: list[tuple[Node, Activity]] = []
    _walk(body, context, found)
    return found


def _walk(nodes: list[Node], context: Context, found: list[tuple[Node, Activity]]) -> None:
    for node in nodes:
        if is_story(node.title) or (node.level == tree.HEADING and is_idle(node.title)):
            continue
        activity = _activity(node, context)
        if activity:
            found.append((node, activity))
        else:
            _walk(node.children, context, found)


def _activity(node: Node, context: Context) -> Activity | None:
    if (
        node.level in (tree.PARAGRAPH, tree.TABLE, tree.BASIS)
        or not (node.title or node.text)
        or label_of(node.title or node.text or "")
    ):
        return None
    labels = _labels_below(node)
    names = {name for name, _, _ in labels}
    if not (names & {"lead", "coordinators", "both"} or len(names - {"other"}) >= 2):
        return None
    activity = Activity(node.number, node.title or node.text)
    for name, words, under in labels:
        _fill(activity, name, words, under)
    activity.content = activity.content or _other_words(node)
    activity.deadlines = find_deadlines(_all_words(node), context)
    return activity


def _labels_below(node: Node) -> list[tuple[str, str, Node]]:
    labels: list[tuple[str, str, Node]] = []
    for child in node.children:
        head = f"{child.title}: {child.text or ''}" if child.title else child.text or ""
        for line in _SPLIT.split(head):
            label = label_of(line)
            if label:
                labels.append((*label, child))
    return labels


def _fill(activity: Activity, name: str, words: str, under: Node) -> None:
    below = [child.text or child.title or "" for child in under.children]
    whole = squeeze(" ".join([words, *below]))
    if name in ("lead", "both"):
        activity.lead += _agencies_of(words, below)
    elif name == "coordinators":
        activity.coordinators += _agencies_of(words, below)
    elif name in ("time", "place", "scale", "participants", "content") and whole:
        before = getattr(activity, name)
        setattr(activity, name, f"{before} {whole}" if before else whole.rstrip(" ."))


def _agencies_of(words: str, below: list[str]) -> list[str]:
    """Return the agencies after a label; a sub-line may have a label of its own (`+ Tham mưu nội dung: …`)."""
    found: list[str] = []
    for line in [words, *below]:
        line = line.strip(" .;")
        if not line:
            continue
        label = label_of(line)
        line = label[1] if label else line
        pieces = split_agencies(line)
        found += pieces if pieces and head_at(line) else [clean_agency(line)]
    return found


def _other_words(node: Node) -> str | None:
    words = [_all_words(child) for child in node.children if label_of(child.title or child.text or "") is None]
    return squeeze(" ".join(words)) or None


def _all_words(node: Node) -> str:
    head = ": ".join(part for part in (node.title, node.text) if part)
    return squeeze(" ".join([head, *(_all_words(child) for child in node.children)]))

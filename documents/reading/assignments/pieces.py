"""What the pieces of a body are to those who hand out work: headings of agencies, lead-ins, lists of members."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.official import tree
from documents.official.tree import Node
from documents.reading.agencies import head_at, heading_handover, opens_with_command, unknown_names
from documents.reading.clauses import is_lead_in, split_sentences
from documents.reading.letters import fold, squeeze
from documents.reading.zones import is_idle

NOTED = re.compile(
    r"^(?:\(?ghi chu|luu y|noi nhan|mau|bieu|(?:moi )?(?:thong tin|y kien|vuong mac)[^.;]{0,40}lien he|"
    r"(?:moi )?(?:thong tin )?chi tiet\b[^.;]{0,30}lien he|dau moi lien he)\b"
)
NUMBERED = (tree.SECTION, tree.SUBSECTION, tree.POINT)
# What a heading beside those of agencies may be about instead.
_MATTER = re.compile(
    r"(?:che do|cong tac|viec|giai phap|thoi|hinh thuc|noi dung|lo trinh|tien do|khen thuong|thi dua|xu ly|dieu|"
    r"hieu luc|moc|so ket|trach nhiem chung|chung|bao dam|dam bao|quy dinh|mot so|nhiem vu|"
    r"cac (?:noi dung|nhiem vu|giai phap|hoat dong|buoc)|"
    r"nhung|ve |quan ly|phan cong|to chuc|phoi hop|che tai|sua doi|kinh|hai ben|cac ben)\b"
)
# Words of a lead-in that opens a list of members, and of one that opens a list of work.
_LISTS_MEMBERS = re.compile(r"\b(?:gom|thanh phan|co ten)\b")
_LISTS_WORK = re.compile(r"\b(?:nhiem vu|noi dung|cong viec|yeu cau|giai phap)\b")
_CONCLUSION = re.compile(r"\b(?:ket luan|phan cong|giao nhiem vu|to chuc thuc hien)\b")
_LEAD_IN_REACH = 160
_REQUESTS = re.compile(r"\b(?:de nghi|yeu cau|giao|phan cong)\b")


def led_in(nodes: list[Node], *, nested: bool) -> list[Node]:
    """Return the pieces with those put under it that a line without a number leads in.

    `Sở X:` or `* Sở X:` over dashes; in a section also `A, B thực hiện:` and a bare `Sở X` on a line of its own.
    """
    made: list[Node] = []
    lead: Node | None = None
    for node in nodes:
        headed = _heads_without_number(node, nested=nested)
        if headed or (nested and node.level == tree.PARAGRAPH and _opens_list(node)):
            lead = replace(node, children=[])
            made.append(lead)
        elif lead is not None and _goes_under(lead, node):
            lead.children.append(node)
        else:
            lead = None
            made.append(node)
    return made


def _opens_list(node: Node) -> bool:
    return (node.text or "").endswith(":") and not node.children


def _heads_without_number(node: Node, *, nested: bool) -> bool:
    """Tell whether a line names agencies and nothing else, as a heading does, without being numbered."""
    text = node.text or ""
    if node.level not in (tree.PARAGRAPH, tree.ITEM) or node.children or len(text) > _LEAD_IN_REACH:
        return False
    if not (text.endswith(":") or (nested and node.level == tree.PARAGRAPH and text[-1:].isalnum())):
        return False
    return heading_handover(text.rstrip(" :")) is not None


def _goes_under(lead: Node, node: Node) -> bool:
    if node.level in (tree.ITEM, tree.POINT):
        return True
    return node.level == tree.PARAGRAPH and lead.level == tree.PARAGRAPH and not (lead.text or "").endswith("sau:")


def concludes(node: Node) -> bool:
    """In minutes, what stands under `Kết luận …:` or a heading that parts the work is ordered, whatever its words."""
    words = node.title or (node.text if (node.text or "").endswith(":") else "")
    return bool(words and len(words) < _LEAD_IN_REACH and _CONCLUSION.search(fold(words)))


def lists_members(text: str) -> bool:
    """Tell whether a lead-in opens a list of people (`… gồm các ông, bà có tên sau:`) and not of work."""
    last = fold(text[-_LEAD_IN_REACH:])
    return last.endswith(":") and bool(_LISTS_MEMBERS.search(last)) and not _LISTS_WORK.search(last)


def names_only(task: str) -> bool:
    """`Các thành viên: lãnh đạo các Sở …` lists people and gives them nothing to do."""
    words = [word for word in task.strip(" .;/").split() if word != "và"]
    return (
        all(word[:1].isupper() for word in words) or heading_handover(" ".join(task.strip(" .;/").split())) is not None
    )


def name_agencies(nodes: list[Node]) -> bool:
    """Tell whether half of the headings of a section that parts the work name agencies, so that the rest do too."""
    headed = [node for node in nodes if node.title and node.level in NUMBERED]
    named = sum(heading_handover(node.title or "") is not None for node in headed)
    return len(headed) > 1 and named * 2 >= len(headed)


def asked_before(nodes: list[Node]) -> bool:
    """Tell whether the sentence over the numbered pieces asks or orders (`HTX đề nghị:`)."""
    first = next((n for n, node in enumerate(nodes) if node.level in NUMBERED), 0)
    before = nodes[first - 1].text if first else None
    return bool(before and before.endswith(":") and _REQUESTS.search(fold(split_sentences(before)[-1])))


def may_name_agency(node: Node) -> bool:
    """A heading of a few words that is no subject matter and no command, with tasks under it or behind its colon."""
    title = node.title or ""
    if not title or node.level not in NUMBERED or len(title.split()) > 8 or heading_handover(title) or is_idle(title):
        return False
    tasked = all(child.level in (tree.ITEM, tree.POINT, tree.PARAGRAPH) for child in node.children)
    filled = bool(node.children) or bool(node.text and not is_lead_in(node.text))
    if len(unknown_names(title)) > 1:
        return tasked and filled
    return tasked and filled and not opens_with_command(title) and not _MATTER.match(fold(title))


def own_block(node: Node) -> bool:
    """Tell whether a piece under an agency's heading is another agency's block (`3.1. Sở X`, `- Phòng Y: …`)."""
    if node.level in (tree.HEADING, *NUMBERED) and node.title and heading_handover(node.title):
        return True
    if node.level in (tree.ITEM, tree.SUBITEM, tree.SUBSECTION, tree.SECTION) and node.text:
        head, colon, _ = node.text.partition(":")
        if colon and len(head) < 120 and head_at(head) and heading_handover(head):
            return True
    return False


def words_of(node: Node) -> str:
    """Return a node's words with those of all under it."""
    head = ": ".join(part for part in (node.title, node.text) if part)
    below = [f"{child.number or ''} {words_of(child)}".strip() for child in node.children if child.level != tree.TABLE]
    return squeeze(" ".join([head, *below]))

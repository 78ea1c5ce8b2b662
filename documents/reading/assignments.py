"""Who is to do what: the blocks of a body that hand work to agencies."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from documents.official import tree
from documents.official.tree import Assignment, Item, Node
from documents.reading.agencies import (
    Handover,
    coordinators_of,
    head_at,
    heading_handover,
    opens_with_command,
    request_at,
    sentence_handover,
    unknown_names,
)
from documents.reading.clauses import (
    behind_ground,
    behind_matter,
    is_general,
    is_lead_in,
    is_told,
    split_sentences,
    turns,
    uncounted,
)
from documents.reading.deadlines import Context, find_deadlines
from documents.reading.letters import fold, squeeze
from documents.reading.zones import is_idle, is_work

_NOTED = re.compile(
    r"^(?:\(?ghi chu|luu y|noi nhan|mau|bieu|(?:moi )?(?:thong tin|y kien|vuong mac)[^.;]{0,40}lien he|"
    r"(?:moi )?(?:thong tin )?chi tiet\b[^.;]{0,30}lien he|dau moi lien he)\b"
)

_NUMBERED = (tree.SECTION, tree.SUBSECTION, tree.POINT)
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
# `UBND các xã, phường (theo danh sách)`: a remark beside an addressee.
_LISTED = re.compile(r"\s*\((?:theo|danh sách|có danh sách|để|b/c)[^()]*\)?$", re.I)
_AGREES = re.compile(r"(?:dong y|nhat tri|thong nhat|chap thuan|co ban (?:dong y|nhat tri|thong nhat))\b")
# `HTX nông nghiệp: 1.000.000 đồng/năm` says what is paid.
_MEASURE = re.compile(r":?\s*[\d.,]+\s*(?:đồng|triệu|tỷ|%|người|chỉ tiêu|HTX|hộ|ha|tấn|suất|đại biểu)\b")
_ANYBODY = re.compile(r"(?:(?:cac|quy|nhung|tat ca cac|toan the)\s|thu truong|nguoi dung dau|dong chi|yeu cau)")
_REQUESTS = re.compile(r"\b(?:de nghi|yeu cau|giao|phan cong)\b")


@dataclass
class Asked:
    """The surroundings of a node: whom the document is addressed to, whom its lead-in asks to act, who issued it."""

    addressees: list[str] = field(default_factory=list)
    issuer: str | None = None
    context: Context = field(default_factory=Context)
    events: list[Node] = field(default_factory=list)
    everyone: list[str] = field(default_factory=list)
    orders_only: bool = False
    closing: str | None = None


def find_assignments(body: list[Node], asked: Asked) -> list[Assignment]:
    """Return the blocks that hand work to agencies, in order.

    Conventions: a numbered heading that names agencies with the items under it, or a sentence that hands work to a
    named agency; tasks that name nobody in a letter to several addressees are for all of them.
    """
    walk = _Walk(asked)
    found = walk.walk(body, []) + walk.of_closing(asked.closing or "")
    if asked.everyone:
        found += _for_everyone(_speaking_to_all(body, asked, found), asked)
    return [block for block in found if block.items]


class _Walk:
    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.concluding = False
        self.numbered = False

    def walk(self, nodes: list[Node], titles: list[str]) -> list[Assignment]:
        found: list[Assignment] = []
        listed = _name_agencies(nodes) and ((bool(titles) and is_work(titles[-1])) or _asked_before(nodes))
        for node in led_in(nodes) if titles else nodes:
            self.concluding = self.concluding or _concludes(node)
            if any(node is event for event in self.asked.events):
                continue
            if listed and _may_name_agency(node):
                found += self._block(node, Handover(unknown_names(node.title or "")))
                continue
            if node.level in (tree.TABLE, tree.BASIS) or (
                is_idle(node.title) and not heading_handover(node.title or "")
            ):
                continue
            found += self._node(node, titles)
        return found

    def _node(self, node: Node, titles: list[str]) -> list[Assignment]:
        if node.title and node.level not in (tree.ITEM, tree.SUBITEM):
            handover = heading_handover(node.title)
            if handover:
                return self._block(node, handover)
        if _lists_members(node.text or node.title or ""):
            return []
        own = self._sentences(node, titles)
        if own and node.children and (node.text is None or node.text.endswith(":")):
            return self._led(node, own)
        below = self.walk(node.children, [*titles, node.title or ""])
        return (own or []) + below

    def _block(self, node: Node, handover: Handover) -> list[Assignment]:
        block = Assignment(handover.agencies)
        after: list[Assignment] = []
        if node.text and not is_lead_in(node.text):
            own, others = self._own_words(node.text)
            block.items.append(self._item(own, handover))
            after += others
        for child in node.children:
            inner = _own_block(child)
            if inner:
                after += self._node(child, [node.title or ""])
            elif (child.level != tree.TABLE and not is_lead_in(_words(child))) or child.children:
                text = _words(child)
                if text and not _NOTED.match(fold(text)):
                    block.items.append(self._item(text, handover))
        return [block, *after] if block.items else after

    def _own_words(self, text: str) -> tuple[str, list[Assignment]]:
        """Return what the heading's agency is told, and the blocks of sentences that turn to another agency."""
        sentences = split_sentences(text)
        turn = next((n for n, one in enumerate(sentences[1:], 1) if sentence_handover(one)), len(sentences))
        others = self.of_sentences(sentences[turn:])
        return (" ".join(sentences[:turn]), others) if others else (text, [])

    def _led(self, node: Node, own: list[Assignment]) -> list[Assignment]:
        """A sentence that names agencies and ends in a colon: what stands under it are their tasks."""
        last = own[-1]
        handover = Handover(last.agencies, last.items[0].coordinators if last.items else [])
        tasks = [child for child in node.children if child.level != tree.TABLE and not _own_block(child)]
        last.items = [self._item(_words(child), handover) for child in tasks]
        return own + self.walk([child for child in node.children if _own_block(child)], [])

    def _sentences(self, node: Node, titles: list[str]) -> list[Assignment] | None:
        """Return the assignments that the sentences of a node make, or None where it has no sentence."""
        text = ": ".join(part for part in (node.title, node.text) if part)
        if not text or (node.text is None and node.level in (tree.PART, tree.CHAPTER, tree.HEADING)):
            return None
        if text.endswith(":") and not node.children:
            return []
        self.numbered = node.level not in (tree.PARAGRAPH, tree.BASIS)
        found = self.of_sentences(split_sentences(text))
        self.numbered = False
        return found

    def of_closing(self, closing: str) -> list[Assignment]:
        """The closing clause is general; it hands out a task only where it sets a time or asks a named agency."""
        blocks = self.of_sentences(split_sentences(closing))
        asked = [name for name in blocks[0].agencies if not _ANYBODY.match(fold(name))] if blocks else []
        named = bool(asked) and request_at(closing) is not None
        return [block for block in blocks if block.items[0].deadlines or named]

    def of_sentences(self, sentences: list[str]) -> list[Assignment]:
        """A sentence that names an agency opens a block; one that names none goes on with the task before it."""
        found: list[Assignment] = []
        tasks: list[tuple[Handover, str]] = []
        for sentence in [piece for whole in sentences for piece in turns(whole)]:
            handover = self._handover(sentence) or self._handover(behind_matter(sentence))
            if handover is None and self.numbered:
                handover = self._handover(behind_ground(sentence))
            if handover:
                tasks.append((handover, handover.task))
            elif tasks and not is_general(sentence):
                tasks[-1] = (tasks[-1][0], f"{tasks[-1][1]} {sentence}")
        for handover, task in tasks:
            found.append(Assignment(handover.agencies, [self._item(task, handover)]))
        return found

    def _handover(self, sentence: str) -> Handover | None:
        sentence = uncounted(sentence)
        handover = sentence_handover(sentence) or sentence_handover(sentence, asked=True)
        if handover and self.asked.orders_only and not self.concluding and request_at(sentence) is None:
            return None
        if handover is None or _MEASURE.match(handover.task) or is_general(handover.task) or is_told(handover.task):
            return None
        if len(handover.agencies) == 1 and self._is_issuer(handover.agencies[0]):
            return None
        if names_only(handover.task) and not is_lead_in(sentence):
            return None
        handover.agencies = [a for name in handover.agencies for a in self._resolved(name)]
        return handover

    def _resolved(self, name: str) -> list[str]:
        """`quý cơ quan` and the like stand for the addressees."""
        if re.match(r"quy (?:co quan|don vi|ong|ba|vi)\b", fold(name)) and self.asked.addressees:
            return self.asked.addressees
        return [name]

    def _is_issuer(self, name: str) -> bool:
        issuer = fold(self.asked.issuer or "")
        return bool(issuer) and _same_body(fold(name), issuer)

    def _item(self, text: str, handover: Handover) -> Item:
        text = squeeze(text)
        lead, coordinators = handover.agencies, list(handover.coordinators)
        return Item(text, list(lead), coordinators_of(text) or coordinators, find_deadlines(text, self.asked.context))


def led_in(nodes: list[Node]) -> list[Node]:
    """Return the pieces of a section with those that a sentence leads in (`A, B thực hiện:`) put under it."""
    made: list[Node] = []
    open_lead: Node | None = None
    for node in nodes:
        if node.level == tree.PARAGRAPH:
            open_lead = None
            if (node.text or "").endswith(":") and not node.children:
                node = open_lead = replace(node, children=[])
            made.append(node)
        elif open_lead is not None and node.level in (tree.ITEM, tree.POINT):
            open_lead.children.append(node)
        else:
            open_lead = None
            made.append(node)
    return made


def _concludes(node: Node) -> bool:
    """In minutes, what stands under `Kết luận …:` or a heading that parts the work is ordered, whatever its words."""
    words = node.title or (node.text if (node.text or "").endswith(":") else "")
    return bool(words and len(words) < _LEAD_IN_REACH and _CONCLUSION.search(fold(words)))


def _lists_members(text: str) -> bool:
    """Tell whether a lead-in opens a list of people (`… gồm các ông, bà có tên sau:`) and not of work."""
    last = fold(text[-_LEAD_IN_REACH:])
    return last.endswith(":") and bool(_LISTS_MEMBERS.search(last)) and not _LISTS_WORK.search(last)


def names_only(task: str) -> bool:
    """`Các thành viên: lãnh đạo các Sở …` lists people and gives them nothing to do."""
    words = [word for word in task.strip(" .;/").split() if word != "và"]
    return (
        all(word[:1].isupper() for word in words) or heading_handover(" ".join(task.strip(" .;/").split())) is not None
    )


def _name_agencies(nodes: list[Node]) -> bool:
    """Tell whether half of the headings of a section that parts the work name agencies, so that the rest do too."""
    headed = [node for node in nodes if node.title and node.level in _NUMBERED]
    named = sum(heading_handover(node.title or "") is not None for node in headed)
    return len(headed) > 1 and named * 2 >= len(headed)


def _asked_before(nodes: list[Node]) -> bool:
    """Tell whether the sentence over the numbered pieces asks or orders (`HTX đề nghị:`)."""
    first = next((n for n, node in enumerate(nodes) if node.level in _NUMBERED), 0)
    before = nodes[first - 1].text if first else None
    return bool(before and before.endswith(":") and _REQUESTS.search(fold(split_sentences(before)[-1])))


def _may_name_agency(node: Node) -> bool:
    """A heading of a few words that is no subject matter and no command, with tasks under it or behind its colon."""
    title = node.title or ""
    if not title or node.level not in _NUMBERED or len(title.split()) > 8 or heading_handover(title) or is_idle(title):
        return False
    tasked = all(child.level in (tree.ITEM, tree.POINT, tree.PARAGRAPH) for child in node.children)
    filled = bool(node.children) or bool(node.text and not is_lead_in(node.text))
    if len(unknown_names(title)) > 1:
        return tasked and filled
    return tasked and filled and not opens_with_command(title) and not _MATTER.match(fold(title))


def _same_body(name: str, issuer: str) -> bool:
    def short(text: str) -> str:
        return squeeze(text.replace("uy ban nhan dan", "ubnd").replace("hop tac xa", "htx"))

    return short(name) == short(issuer) or short(issuer).startswith(short(name) + " ")


def _own_block(node: Node) -> bool:
    """Tell whether a piece under an agency's heading is another agency's block (`3.1. Sở X`, `- Phòng Y: …`)."""
    if node.level in (tree.HEADING, *_NUMBERED) and node.title and heading_handover(node.title):
        return True
    if node.level in (tree.ITEM, tree.SUBSECTION, tree.SECTION) and node.text:
        head, colon, _ = node.text.partition(":")
        if colon and len(head) < 120 and head_at(head) and heading_handover(head):
            return True
    return False


def _words(node: Node) -> str:
    """Return a node's words with those of all under it."""
    head = ": ".join(part for part in (node.title, node.text) if part)
    below = [f"{child.number or ''} {_words(child)}".strip() for child in node.children if child.level != tree.TABLE]
    return squeeze(" ".join([head, *below]))


# --- tasks for everyone a letter is addressed to -----------------------------------------------------


def _speaking_to_all(body: list[Node], asked: Asked, found: list[Assignment]) -> list[Node]:
    """Return the pieces of a letter that are for all: every one, or most of the numbered ones where few name others."""
    if not found:
        return body
    if any(node.level in (tree.PART, tree.CHAPTER, tree.HEADING, tree.ARTICLE) for node in body):
        return []
    numbered = [node for node in body if node.level in (tree.SECTION, tree.POINT, tree.ITEM)]
    bare = [node for node in numbered if not _Walk(asked).walk([node], [])]
    return bare if len(bare) * 2 >= len(numbered) > 1 else []


def _for_everyone(body: list[Node], asked: Asked) -> list[Assignment]:
    everyone = [_LISTED.sub("", name) for name in asked.everyone]
    block = Assignment(list(everyone))
    walk = _Walk(asked)
    handover = Handover(everyone)
    for node in body:
        if node.level in (tree.PARAGRAPH, tree.BASIS, tree.TABLE):
            continue
        block.items += [walk._item(text, handover) for text in _tasks_below(node, asked) if not names_only(text)]
    return [block]


def _tasks_below(node: Node, asked: Asked) -> list[str]:
    if is_idle(node.title):
        return []
    if node.title and not node.text and not node.children and node.level in _NUMBERED:
        return [] if heading_handover(node.title) else [node.title]
    if node.title is None and not (node.text or "").endswith(":"):
        idle = not node.text or _is_own_act(node.text, asked) or _NOTED.match(fold(node.text))
        return [] if idle else [_words(node)]
    fragments = not any(opens_with_command(_words(child)) for child in node.children)
    if node.title is None and opens_with_command(node.text or "") and fragments:
        return [_words(node)]
    found = (
        [node.text]
        if node.title and node.text and not is_lead_in(node.text) and not _is_own_act(node.text, asked)
        else []
    )
    for child in node.children:
        if child.level == tree.TABLE or is_lead_in(_words(child)):
            continue
        if child.title and child.level in (tree.SECTION, tree.SUBSECTION, tree.HEADING):
            found += _tasks_below(child, asked)
        elif not _is_own_act(_words(child), asked) and not _NOTED.match(fold(_words(child))):
            found.append(_words(child))
    return found


def _is_own_act(text: str, asked: Asked) -> bool:
    """What the issuer itself will do, or what befalls the late, is no task of the addressees."""
    folded = fold(text)
    if _AGREES.match(folded):
        return True
    issuer = re.escape(fold(asked.issuer or "\ue000"))
    short = issuer.replace(re.escape("uy ban nhan dan"), "(?:uy ban nhan dan|ubnd)")
    return bool(re.search(rf"\b{short}[^.;]{{0,40}}?\bse\b", folded)) or bool(
        re.match(r"(?:qua|neu|truong hop)\b.*\bse\b", folded)
    )

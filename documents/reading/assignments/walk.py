"""Walking the body: the blocks that headings and sentences make."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from documents.official import tree
from documents.official.tree import Assignment, Item, Node
from documents.reading.agencies import (
    Handover,
    coordinators_of,
    heading_handover,
    request_at,
    sentence_handover,
    unknown_names,
)
from documents.reading.assignments.pieces import (
    NOTED,
    asked_before,
    concludes,
    led_in,
    lists_members,
    may_name_agency,
    name_agencies,
    names_only,
    own_block,
    words_of,
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

# `HTX nông nghiệp: 1.000.000 đồng/năm` says what is paid.
_MEASURE = re.compile(r":?\s*[\d.,]+\s*(?:đồng|triệu|tỷ|%|người|chỉ tiêu|HTX|hộ|ha|tấn|suất|đại biểu)\b")
_ANYBODY = re.compile(r"(?:(?:cac|quy|nhung|tat ca cac|toan the)\s|thu truong|nguoi dung dau|dong chi|yeu cau)")


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


class Walk:
    """One walk over a body, with what the surroundings say of whom it asks."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.concluding = False
        self.numbered = False

    def walk(self, nodes: list[Node], titles: list[str]) -> list[Assignment]:
        """Return the blocks of the pieces that stand under these titles."""
        found: list[Assignment] = []
        listed = name_agencies(nodes) and ((bool(titles) and is_work(titles[-1])) or asked_before(nodes))
        for node in led_in(nodes, nested=bool(titles)):
            self.concluding = self.concluding or concludes(node)
            if any(node is event for event in self.asked.events):
                continue
            if listed and may_name_agency(node):
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
        if node.title is None and node.children and node.level in (tree.PARAGRAPH, tree.ITEM):
            handover = heading_handover((node.text or "").rstrip(" :"))
            if handover:
                return self._block(replace(node, text=None), handover)
        if lists_members(node.text or node.title or ""):
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
            block.items.append(self.item(own, handover))
            after += others
        for child in node.children:
            inner = own_block(child)
            if inner:
                after += self._node(child, [node.title or ""])
            elif (child.level != tree.TABLE and not is_lead_in(words_of(child))) or child.children:
                text = words_of(child)
                if text and not NOTED.match(fold(text)):
                    block.items.append(self.item(text, handover))
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
        tasks = [child for child in node.children if child.level != tree.TABLE and not own_block(child)]
        last.items = [self.item(words_of(child), handover) for child in tasks]
        return own + self.walk([child for child in node.children if own_block(child)], [])

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
            found.append(Assignment(handover.agencies, [self.item(task, handover)]))
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

    def item(self, text: str, handover: Handover) -> Item:
        """Return a task with its leads, those it is to be done with, and its deadlines."""
        text = squeeze(text)
        lead, coordinators = handover.agencies, list(handover.coordinators)
        return Item(text, list(lead), coordinators_of(text) or coordinators, find_deadlines(text, self.asked.context))


def _same_body(name: str, issuer: str) -> bool:
    def short(text: str) -> str:
        return squeeze(text.replace("uy ban nhan dan", "ubnd").replace("hop tac xa", "htx"))

    return short(name) == short(issuer) or short(issuer).startswith(short(name) + " ")

"""From paragraphs to the tree of the body."""

from __future__ import annotations

import re

from documents.official import tree
from documents.official.tree import Node
from documents.reading.agencies import heading_handover, lists_names, opens_with_command, sentence_handover
from documents.reading.letters import fold, is_capitals
from documents.reading.marks import Mark
from documents.reading.paragraphs import Paragraph, ends_sentence
from documents.reading.places import opens_body

_RANK = {
    tree.PART: 0,
    tree.CHAPTER: 10,
    tree.HEADING: 20,
    tree.ARTICLE: 30,
    tree.SECTION: 40,
    tree.SUBSECTION: 50,
    tree.POINT: 60,
    tree.ITEM: 70,
    tree.SUBITEM: 80,
}
_LETTERED = frozenset("ABCDĐEGHKLM")
_LETTERED_HEADING = 15
_SUBCHAPTER = 12
_BRACKETED = 55
TITLE_LIMIT = 320
_BASIS = re.compile(
    r"^can cu\b(?!.*\b(?:yeu cau|de nghi|bao cao nhu sau)\b.*:$)"
    r"(?!.*, (?:de nghi|yeu cau|giao|cac co quan|thu truong)\b.*[^;]$)|^(?:xet|theo) (?:de nghi|to trinh|y "
    r"kien)\b|^thuc hien .{10,};$"
)
_LEAVES = re.compile(
    r"^(?:tren day la|can cu (?:noi dung|y kien|ke hoach|cac noi dung)|nhan duoc|(?:trong )?qua trinh|"
    r"giao |yeu cau |de nghi |bao cao (?:ket qua|cua cac)|dinh ky|[^.:;]{3,90} (?:yeu cau|de nghi) "
    r"(?:cac|thu truong|cac co quan)\b)"
)
# Levels whose titles, and nothing else of them, stand in bold letters on a paper of our own drawing.
_BOLD_TITLES = (tree.ARTICLE, tree.SECTION, tree.SUBSECTION)
# What closes a paper, behind a numbered sentence without a full stop.
_CLOSES = re.compile(
    r"(?:tren day la|rat mong|tran trong|xin (?:chan thanh|tran trong|cam on)|nhan duoc|(?:trong )?qua trinh|vay,|"
    r"(?:cuoc hop|hoi nghi|phien hop|bien ban)\b|"
    r"(?:nghi quyet|chi thi|quyet dinh|cong dien|ke hoach|thong bao|huong dan) nay|"
    r"ket qua (?:thuc hien|bao cao)|yeu cau|de nghi|giao |can cu|bao cao (?:ket qua|gui)|"
    r"[^.:;]{3,90} (?:yeu cau|de nghi|thong bao de|xin thong bao)\b)"
)
_COLON = re.compile(r":\s+(?=\S)")
_BREAK = re.compile(r"[.;!?]\s")
_COMMA = re.compile(r",\s+(?=[A-ZĐÂÔƯƠÊÁỦỞ])")
_ACTS = re.compile(
    r"^[^,;]{3,90}?\s(?:thong bao|de nghi|yeu cau|bao cao|kinh trinh|xay dung ke hoach|"
    r"ban hanh (?:ke hoach|quyet dinh)|"
    r"huong dan|to chuc|trien khai|giao|co y kien|tra loi)\b"
)
_STOP = re.compile(r"[.!?]\s")


def outline(paragraphs: list[Paragraph]) -> list[Node]:
    """Return the nodes of the paragraphs, each under what it belongs to."""
    return _Outline(paragraphs).run()


class _Outline:
    def __init__(self, paragraphs: list[Paragraph]) -> None:
        self.paragraphs = paragraphs
        self.sets_bold = any(paragraph.bold for paragraph in paragraphs)
        self.roots: list[Node] = []
        self.stack: list[tuple[int, Node]] = []
        self.lettered: int | None = None

    def run(self) -> list[Node]:
        index = 0
        while index < len(self.paragraphs):
            paragraph = self.paragraphs[index]
            after = self.paragraphs[index + 1] if index + 1 < len(self.paragraphs) else None
            if paragraph.rows is not None:
                self._attach(Node(tree.TABLE, rows=paragraph.rows))
            elif paragraph.mark is None:
                self._plain(paragraph)
            else:
                index += self._marked(paragraph, paragraph.mark, after)
            index += 1
        return self.roots

    def _marked(self, paragraph: Paragraph, mark: Mark, after: Paragraph | None) -> int:
        """Add a numbered piece; return how many paragraphs after it were its title."""
        rank = self._rank(mark)
        while self.stack and self.stack[-1][0] >= rank:
            self.stack.pop()
        node = Node(mark.level, mark.number)
        used = 0
        if (
            not mark.rest
            and mark.level in (tree.PART, tree.CHAPTER, tree.HEADING)
            and after
            and not after.mark
            and after.rows is None
        ):
            node.title, used = clean_title(after.text), 1
        elif mark.level in (tree.ITEM, tree.SUBITEM):
            node.text = mark.rest
        else:
            node.title, node.text = self._titled(paragraph, mark, after)
        self._attach(node)
        self.stack.append((rank, node))
        return used

    def _titled(self, paragraph: Paragraph, mark: Mark, after: Paragraph | None) -> tuple[str | None, str | None]:
        if paragraph.bold_words is not None and mark.level in _BOLD_TITLES and mark.rest:
            before = len(paragraph.text.split()) - len(mark.rest.split())
            return bold_title(mark, paragraph.bold_words - before)
        # A paper without any bold letter tells nothing by its letters.
        return split_title(mark, paragraph.bold if self.sets_bold else None, after)

    def _rank(self, mark: Mark) -> int:
        if mark.level == tree.HEADING and mark.number in _LETTERED:
            return self._lettered_rank()
        if mark.level == tree.HEADING and " " in mark.number:
            return _SUBCHAPTER
        if mark.number.startswith("(") and self._inside(tree.SECTION):
            return _BRACKETED
        if mark.level == tree.SUBSECTION:
            return _RANK[tree.SUBSECTION] + mark.number.count(".")
        return _RANK[mark.level]

    def _lettered_rank(self) -> int:
        """`A.` over `I.` or under it: as the paper uses it first."""
        if self.lettered is None:
            under = any(rank == _RANK[tree.HEADING] for rank, _ in self.stack)
            self.lettered = _RANK[tree.HEADING] + 5 if under else _LETTERED_HEADING
        return self.lettered

    def _inside(self, level: str) -> bool:
        return any(node.level == level and not (node.number or "").startswith("(") for _, node in self.stack)

    def _plain(self, paragraph: Paragraph) -> None:
        while self.stack and not takes_paragraphs(self.stack[-1][1], paragraph.text):
            self.stack.pop()
        level = tree.BASIS if not self.stack and is_basis(paragraph.text) else tree.PARAGRAPH
        self._attach(Node(level, text=paragraph.text))

    def _attach(self, node: Node) -> None:
        (self.stack[-1][1].children if self.stack else self.roots).append(node)


def takes_paragraphs(node: Node, text: str) -> bool:
    """Running text goes under a heading, or under a sentence that leads it in with a colon; not under a bullet.

    What speaks to all again (`Trên đây là …`, `Giao …`) after a section's list leaves the section.
    """
    listed = next((child.level for child in node.children if child.level in (tree.POINT, tree.ITEM)), None)
    if node.level in (tree.SECTION, tree.SUBSECTION) and node.title and not node.text and not node.children:
        return not (_tells(node.title) and _CLOSES.match(fold(text)))
    if node.level in (tree.SECTION, tree.SUBSECTION) and (
        listed == tree.POINT or (listed and _LEAVES.match(fold(text)))
    ):
        return False
    if node.level in (tree.ITEM, tree.SUBITEM):
        return False
    if node.level == tree.POINT:
        return node.title is not None and node.text is None
    if node.level == tree.ARTICLE:
        return True
    if node.level in (tree.SECTION, tree.SUBSECTION) and node.title and node.text and not node.text.endswith(":"):
        return False
    return node.title is not None or (node.text or "").endswith(":")


def is_basis(text: str) -> bool:
    """Tell whether the paragraph is a basis of its own: `Căn cứ …;`, `Xét đề nghị …`."""
    folded = fold(text)
    if folded.startswith("can cu") and len(folded) > 600 and folded.endswith(":"):
        return False
    if not folded.endswith(";") and (_STOP.search(text[:-1]) or _acts(text)):
        return False
    return bool(_BASIS.match(folded)) and (text[-1:] in ";.," or text[-1:].isalnum() or text[-1:] in ')”"')


def _acts(text: str) -> bool:
    """`Căn cứ …, Sở X thông báo …`: behind the basis stands who does what on it."""
    return any(
        opens_body(text[comma.end() :][:60]) and _ACTS.search(fold(text[comma.end() : comma.end() + 120]))
        for comma in _COMMA.finditer(text)
    )


def split_title(mark: Mark, bold: bool | None, after: Paragraph | None) -> tuple[str | None, str | None]:
    """Return what is the title and what is the sentence of a numbered piece."""
    rest = mark.rest
    if not rest:
        return None, None
    if mark.level in (tree.PART, tree.CHAPTER):
        return clean_title(rest), None
    found = _COLON.search(rest)
    if found and not lists_names(rest, found.start()) and _heads_a_text(rest[: found.start()], mark.level):
        return rest[: found.start()].strip(), rest[found.end() :].strip()
    if _is_title(mark, rest, bold, after):
        return clean_title(rest), None
    if mark.level == tree.ARTICLE:
        head, _, text = rest.partition(". ")
        if text and len(head) <= 100 and not re.search(r"\d$", head) and bold is None and is_article_title(head):
            return head, text
    return None, rest


def bold_title(mark: Mark, bold: int) -> tuple[str | None, str | None]:
    """Return title and sentence where the first `bold` words are the title; who edits such a file may set none bold."""
    words = mark.rest.split()
    if bold <= 0:
        handed = mark.rest[-1] not in ".;," and heading_handover(mark.rest) is not None
        return (clean_title(mark.rest), None) if handed else (None, mark.rest)
    return clean_title(" ".join(words[:bold])), " ".join(words[bold:]) or None


def is_article_title(head: str) -> bool:
    """`Điều 2. Tổ chức thực hiện. Văn phòng …`: a short head without a verb of command before its point."""
    return len(head.split()) <= 8 and not re.match(
        r"(?:giao|phe duyet|ban hanh|thanh lap|cong nhan|quyet dinh)\b", fold(head)
    )


def _heads_a_text(head: str, level: str) -> bool:
    if level == tree.ARTICLE or (level == tree.POINT and heading_handover(head) is None):
        return False
    return (
        len(head) <= 160
        and not _STOP.search(head)
        and head.count("(") == head.count(")")
        and head.count("“") == head.count("”")
    )


def _is_title(mark: Mark, rest: str, bold: bool | None, after: Paragraph | None) -> bool:
    if mark.level == tree.HEADING and (is_capitals(rest) or (len(rest) <= TITLE_LIMIT and rest[-1] not in ".;")):
        return True
    if bold and mark.level in (tree.SECTION, tree.SUBSECTION, tree.ARTICLE):
        return True
    if len(rest) > TITLE_LIMIT:
        return False
    if rest.endswith((";", ",", "./.", "./")):
        return False
    if rest.endswith("."):
        listed = after is not None and after.mark is not None and after.mark.level in (tree.ITEM, tree.POINT)
        headed = mark.level == tree.HEADING and after is not None and after.mark is not None
        return (
            (headed or (listed and mark.level in (tree.SECTION, tree.SUBSECTION)))
            and len(rest) <= 140
            and not _BREAK.search(rest)
        )
    if rest.endswith(":"):
        return heading_handover(rest) is not None or (
            mark.level != tree.ARTICLE and len(rest.split()) <= 12 and bold is not False and not _BREAK.search(rest)
        )
    if ends_sentence(rest):
        return False
    deeper = after is not None and after.mark is not None and _RANK[after.mark.level] > _RANK[mark.level]
    return deeper or mark.level not in (tree.SECTION, tree.SUBSECTION) or not _hands_over(rest)


def _hands_over(text: str) -> bool:
    """`Văn phòng theo dõi, đôn đốc` is a sentence whose full stop was forgotten, `Sở X chủ trì` a heading."""
    return heading_handover(text) is None and sentence_handover(text) is not None


def _tells(title: str) -> bool:
    return opens_with_command(title) or _hands_over(title)


def clean_title(text: str) -> str:
    """A title without its closing colon."""
    return text.strip().rstrip(":").rstrip() or text

"""Form of the content: headings, endings, what a kind must contain (Decree 30/2020, Annex I, II.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking import places
from documents.official.checking.clauses import CONTENT, DECISION_FORM, FORMS
from documents.official.checking.context import TEXT, TITLE, Block, Context
from documents.official.checking.letters import LETTER, LOWER, capitalized, is_capitals
from documents.official.checking.registry import ERROR, INFO, Hit, rule
from documents.official.checking.wording import excerpt, sentences, wording_rule
from documents.official.tree import ARTICLE, BASIS, CHAPTER, HEADING, PART, TABLE, Node, OfficialDocument

_CAPITAL_TITLES = {PART, CHAPTER, HEADING}
_SMALL_TITLES = {"section", "subsection", "point", ARTICLE}
_END_MARKS = ".;:!?…,"
_ENDING = re.compile(r"[\s./]*/[\s./]*$")
_NEED_ARTICLES = {"QĐ"}
_LABELLED = re.compile(
    r"[^.;:]{1,60}(?<!số)(?<!số\s):\s*\S"
)  # `Thời gian: 08 giờ 00`, as the forms print it, without a mark


@rule("body.missing", what="Văn bản có nội dung", clause=CONTENT, severity=ERROR)
def missing(context: Context) -> Iterator[Hit]:
    if not any(not b.appendix for b in context.prose):
        yield Hit("body", "Văn bản chưa có nội dung.", "Soạn nội dung văn bản.")


def _without_slip(text: str) -> str:
    match = _ENDING.search(text)
    if not match or not match.start() or match[0].strip() == "./.":
        return text
    rest = text[: match.start()]
    return rest if rest[-1] in _END_MARKS else f"{rest}."


wording_rule(
    "body.ending_slip",
    _without_slip,
    pick=sentences,
    what="Dấu kết thúc nội dung là “./.”, không phải “./” hay “/.”",
    clause=FORMS,
    message="Dấu kết thúc nội dung ghi sai: “{found}”.",
    mend="Thay bằng dấu chấm; “./.” được in ở cuối nội dung.",
)


def _mid_ending(text: str) -> str:
    return re.sub(r"\./\.(?=\s*\S)", ".", text)


wording_rule(
    "body.ending_inside",
    _mid_ending,
    what="Dấu “./.” chỉ đứng ở cuối nội dung",
    clause=FORMS,
    pick=sentences,
    message="Dấu “./.” đứng giữa nội dung: “{found}”.",
    mend="Thay bằng dấu chấm.",
)


def last_block(context: Context) -> Block | None:
    """Return the last running text of the main body, after which the drawing prints `./.`."""
    main = [b for b in context.prose if not b.appendix]
    return main[-1] if main else None


def _early_endings(document: OfficialDocument, where: str) -> None:
    places.change(document, where, lambda s: re.sub(r"\./\.\s*$", ".", s))


@rule(
    "body.ending_early",
    what="Dấu “./.” chỉ đứng ở cuối nội dung chính và cuối phụ lục",
    clause=FORMS,
    fix=_early_endings,
)
def ending_early(context: Context) -> Iterator[Hit]:
    final = last_block(context)
    for block in context.prose:
        if not block.appendix and block is not final and block.text.endswith("./."):
            yield Hit(
                block.where, f"Dấu “./.” đứng trước khi hết nội dung: “{excerpt(block.text)}”.", "Thay bằng dấu chấm."
            )


def _capital_title(document: OfficialDocument, where: str) -> None:
    node = places.find(document, where)
    if isinstance(node, Node) and node.title:
        node.title = node.title.upper()


@rule("heading.capitals", what="Tiêu đề phần, chương, mục (I, II …) viết in hoa", clause=CONTENT, fix=_capital_title)
def heading_capitals(context: Context) -> Iterator[Hit]:
    for where, node in context.all_nodes:
        if node.level in _CAPITAL_TITLES and node.title and node.title != node.title.upper():
            yield Hit(
                where, f"Tiêu đề “{excerpt(node.title)}” chưa viết in hoa.", f"Viết “{excerpt(node.title.upper())}”."
            )


@rule("heading.small", what="Tiêu đề điều, khoản, điểm viết in thường", clause=CONTENT)
def heading_small(context: Context) -> Iterator[Hit]:
    for where, node in context.all_nodes:
        title = node.title or ""
        if node.level in _SMALL_TITLES and is_capitals(title) and len(re.findall(rf"[{LETTER}]{{2,}}", title)) > 3:
            yield Hit(where, f"Tiêu đề “{excerpt(title)}” viết in hoa.", "Viết in thường, chữ đậm.")


def _bare_title(document: OfficialDocument, where: str) -> None:
    node = places.find(document, where)
    if isinstance(node, Node) and node.title:
        node.title = _without_end(node.title)


def _without_end(title: str) -> str:
    return re.sub(r"(?<![.\s])[\s.;,]+$", "", title) or title


@rule("heading.end_mark", what="Không có dấu chấm, phẩy ở cuối tiêu đề", clause=CONTENT, fix=_bare_title)
def heading_end_mark(context: Context) -> Iterator[Hit]:
    for where, node in context.all_nodes:
        if node.title and _without_end(node.title) != node.title:
            yield Hit(where, f"Thừa dấu câu ở cuối tiêu đề “{excerpt(node.title)}”.", "Bỏ dấu câu ở cuối tiêu đề.")


@rule("heading.empty", what="Mỗi phần, mục, điều, khoản, điểm có nội dung", clause=CONTENT)
def heading_empty(context: Context) -> Iterator[Hit]:
    for where, node in context.all_nodes:
        if not node.children and not any(places.node_strings(node)):
            yield Hit(where, f"{label(node)} không có nội dung.", "Viết nội dung hoặc bỏ mục này.")


def label(node: Node) -> str:
    """Return what a person calls the node: `Điều 2`, `Mục II`, `Khoản 3`, `Điểm a`."""
    names = {
        PART: "Phần",
        CHAPTER: "Chương",
        HEADING: "Mục",
        ARTICLE: "Điều",
        "section": "Khoản",
        "subsection": "Khoản",
        "point": "Điểm",
        TABLE: "Bảng",
    }
    return f"{names.get(node.level, 'Đoạn')} {node.number or ''}".strip()


@rule(
    "body.first_letter",
    what="Mỗi đoạn, mỗi khoản, mỗi điểm bắt đầu bằng chữ hoa",
    clause="Phụ lục II Nghị định 30/2020/NĐ-CP",
    fix=lambda d, where: places.change(d, where, _first_capital),
)
def first_letter(context: Context) -> Iterator[Hit]:
    for block in context.prose:
        runs_on = block.role != TITLE and block.node is not None and (block.node.title or block.node.level == TABLE)
        of_title = block.appendix and block.where.endswith(".body[0]")  # the rest of a title that stands in two lines
        if not (runs_on or of_title) and _first_capital(block.text) != block.text:
            yield Hit(
                block.where, f"Chưa viết hoa chữ cái đầu đoạn: “{excerpt(block.text, 30)}”.", "Viết hoa chữ cái đầu."
            )


def _first_capital(text: str) -> str:
    """Return the text with a capital first letter, unless its first word is written small on purpose (e-mail, pH)."""
    return capitalized(text) if re.match(rf"[{LOWER}]+(?![\w\-@./])", text) else text


@rule("body.end_mark", what="Mỗi đoạn văn kết thúc bằng dấu câu", clause=None, severity=INFO)
def end_mark(context: Context) -> Iterator[Hit]:
    final = last_block(context)
    for block in context.prose:
        text = block.text
        skip = block.appendix or block.role != TEXT or block is final or block.node is None or is_capitals(text)
        if skip or _LABELLED.match(text) or (block.node and block.node.level == BASIS):
            continue
        if text[-1:] not in _END_MARKS + "”)]/":
            yield Hit(block.where, f"Đoạn “…{block.text[-30:]}” chưa có dấu câu ở cuối.", "Thêm dấu “.” hoặc “;”.")


@rule("decision.articles", what="Quyết định trình bày nội dung bằng các điều", clause=DECISION_FORM)
def articles(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.kind in _NEED_ARTICLES and document.body and not any(n.level == ARTICLE for _, n in context.nodes):
        yield Hit(
            "body", "Quyết định không có điều nào.", "Trình bày nội dung quyết định thành “Điều 1. …”, “Điều 2. …”."
        )


@rule("table.ragged", what="Các dòng của bảng có cùng số cột", clause=None, severity=INFO)
def ragged(context: Context) -> Iterator[Hit]:
    for where, node in context.all_nodes:
        widths = {len(row) for row in node.rows or [] if isinstance(row, list)}
        if len(widths) > 1:
            yield Hit(
                where,
                f"Các dòng của bảng có số cột khác nhau: {', '.join(map(str, sorted(widths)))}.",
                "Thêm ô trống hoặc bỏ ô thừa cho đều.",
            )

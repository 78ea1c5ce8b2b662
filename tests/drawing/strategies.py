"""Trees of every kind for hypothesis, in the normal form that reading a paper gives.

What a printed page cannot tell apart is made only one way here: a paragraph after a titled section stands under it, the
last sentence has no full stop of its own (the closing sign takes its place), numbers are padded.
"""

from __future__ import annotations

import datetime

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from documents.official.kinds import KINDS
from documents.official.tree import Appendix, DigitalSignature, Node, OfficialDocument, Signature, Slip

_VERBS = [
    "rà soát",
    "tổng hợp",
    "hướng dẫn",
    "theo dõi",
    "kiểm tra",
    "đôn đốc",
    "tuyên truyền",
    "tổ chức",
    "củng cố",
    "hoàn thiện",
]
_THINGS = [
    "tình hình hoạt động của các hợp tác xã",
    "kết quả sản xuất, kinh doanh",
    "danh sách thành viên",
    "quy chế làm việc",
    "việc đổi mới phương thức quản trị",
    "các mô hình liên kết theo chuỗi giá trị",
    "nhu cầu vay vốn và mặt bằng",
    "sổ sách kế toán",
]
_WHERE = [
    "trên địa bàn xã",
    "tại các thôn",
    "trong toàn tỉnh",
    "ở vùng nguyên liệu",
    "theo quy định của pháp luật",
    "đúng thẩm quyền",
]
_UNITS = ["XÃ ĐÔNG HÒA", "XÃ TÂN THỊNH", "PHƯỜNG BẾN TAM", "TỈNH AN LẠC", "XÃ MƯỜNG LAN"]
_AGENCIES = [
    "Phòng Kinh tế",
    "Phòng Văn hóa - Xã hội",
    "Các hợp tác xã",
    "Trưởng các thôn",
    "Công an xã",
    "Hội Nông dân xã",
]
_RECEIVERS = [
    *_AGENCIES,
    "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân xã và các cơ quan chuyên môn trực thuộc",
    "Như trên",
]
_NAMES = ["Nguyễn Thị Hạnh", "Trần Đức Khôi", "Lê Minh Tú", "Hoàng Anh Dũng", "Vũ Thị Mai Lan", "Đinh Công Thắng"]
_LETTERS = "abcdđeghiklm"
_ROMAN = ["I", "II", "III", "IV", "V", "VI"]


@st.composite
def sentences(draw: DrawFn, end: str = ".") -> str:
    """A sentence of office prose: one to three clauses, a capital first."""
    clauses = draw(
        st.lists(
            st.tuples(st.sampled_from(_VERBS), st.sampled_from(_THINGS), st.sampled_from(_WHERE)),
            min_size=1,
            max_size=3,
        )
    )
    text = "; ".join(" ".join(clause) for clause in clauses)
    return text[0].upper() + text[1:] + end


@st.composite
def titles(draw: DrawFn) -> str:
    """A short heading without a closing sign."""
    words = f"{draw(st.sampled_from(_VERBS))} {draw(st.sampled_from(_THINGS))}"
    return words[0].upper() + words[1:]


def _items(number: str = "-") -> SearchStrategy[list[Node]]:
    level = "item" if number == "-" else "subitem"
    return st.lists(sentences(), min_size=1, max_size=3).map(
        lambda texts: [Node(level, number, text=text) for text in texts]
    )


@st.composite
def _points(draw: DrawFn) -> list[Node]:
    texts = draw(st.lists(sentences(), min_size=2, max_size=4))
    return [Node("point", _LETTERS[i], text=text) for i, text in enumerate(texts)]


@st.composite
def _nested_items(draw: DrawFn) -> list[Node]:
    items = draw(_items())
    if draw(st.booleans()):
        items[-1].text = draw(sentences(end=":"))
        items[-1].children = draw(_items("+"))
    return items


def _paragraphs() -> SearchStrategy[list[Node]]:
    return st.lists(sentences(), min_size=1, max_size=2).map(
        lambda texts: [Node("paragraph", text=text) for text in texts]
    )


@st.composite
def _tables(draw: DrawFn) -> list[Node]:
    count = draw(st.integers(2, 4))
    head = ["TT", "Nội dung", "Đơn vị chủ trì", "Ghi chú"][:count]
    rows = [[str(i + 1), *[draw(titles()) for _ in range(count - 1)]] for i in range(draw(st.integers(1, 3)))]
    return [Node("table", rows=[head, *rows])]


_CONTENT = st.one_of(_paragraphs(), _nested_items(), _points())


@st.composite
def _sections(draw: DrawFn) -> list[Node]:
    nodes = []
    for i in range(draw(st.integers(2, 3))):
        if draw(st.booleans()):
            nodes.append(Node("section", str(i + 1), title=draw(titles()), children=draw(_CONTENT)))
        elif draw(st.booleans()):
            nodes.append(
                Node(
                    "section", str(i + 1), text=draw(sentences(end=":")), children=draw(st.one_of(_points(), _items()))
                )
            )
        else:
            nodes.append(Node("section", str(i + 1), text=draw(sentences())))
    return nodes


@st.composite
def _headings(draw: DrawFn) -> list[Node]:
    nodes = []
    for i in range(draw(st.integers(2, 3))):
        children = draw(st.one_of(_sections(), _paragraphs(), _nested_items(), _tables()))
        nodes.append(Node("heading", _ROMAN[i], title=draw(titles()).upper(), children=children))
    return nodes


@st.composite
def _articles(draw: DrawFn) -> list[Node]:
    nodes = []
    for i in range(draw(st.integers(2, 4))):
        if draw(st.booleans()):
            nodes.append(Node("article", str(i + 1), text=draw(sentences())))
        else:
            nodes.append(Node("article", str(i + 1), title=draw(titles()), children=draw(_paragraphs())))
    return nodes


@st.composite
def _chapters(draw: DrawFn) -> list[Node]:
    articles = draw(_articles())
    half = len(articles) // 2
    titled = [draw(titles()).upper() for _ in range(2)]
    return [
        Node("chapter", "I", titled[0], children=articles[:half]),
        Node("chapter", "II", titled[1], children=articles[half:]),
    ]


@st.composite
def bodies(draw: DrawFn, kind: str) -> list[Node]:
    """A body as its kind usually has it: decisions by articles, rules by chapters, others by headings or sections."""
    bases = [
        Node("basis", text=f"Căn cứ Nghị định số {n}/2024/NĐ-CP của Chính phủ;")
        for n in draw(st.sets(st.integers(10, 99), max_size=3))
    ]
    if bases:
        bases[-1].text = (bases[-1].text or "")[:-1] + "."
    if kind in ("QĐ", "NQ"):
        word = "QUYẾT ĐỊNH:" if kind == "QĐ" else "QUYẾT NGHỊ:"
        return [*bases, Node("paragraph", text=word), *draw(_articles())]
    opening = [Node("paragraph", text=draw(sentences(end=":")))]
    if kind in ("QC", "QyĐ"):
        return draw(st.one_of(_chapters(), _articles()))
    return [*bases, *opening, *draw(st.one_of(_headings(), _sections()))]


@st.composite
def issuers(draw: DrawFn) -> tuple[str | None, str]:
    """Superior and issuer: a committee alone, or an office under one."""
    committee = f"ỦY BAN NHÂN DÂN {draw(st.sampled_from(_UNITS))}"
    office = draw(st.sampled_from([None, "PHÒNG KINH TẾ", "PHÒNG VĂN HÓA - XÃ HỘI", "SỞ TÀI CHÍNH"]))
    return (committee, office) if office else (None, committee)


def signatures() -> SearchStrategy[Signature]:
    """Blocks of the usual forms: alone, KT., TM. and KT., TL."""
    forms = [
        ([], "CHỦ TỊCH"),
        (["KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH"),
        (["TM. ỦY BAN NHÂN DÂN"], "CHỦ TỊCH"),
        (["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH"),
        (["TL. CHỦ TỊCH"], "CHÁNH VĂN PHÒNG"),
        (["TL. CHỦ TỊCH", "KT. CHÁNH VĂN PHÒNG"], "PHÓ CHÁNH VĂN PHÒNG"),
    ]
    return st.tuples(st.sampled_from(forms), st.sampled_from(_NAMES)).map(
        lambda pair: Signature(list(pair[0][0]), pair[0][1], pair[1])
    )


@st.composite
def appendices(draw: DrawFn) -> list[Appendix]:
    """None, one without a number, or two with Roman ones."""
    count = draw(st.integers(0, 2))
    made = []
    for i in range(count):
        body = draw(st.one_of(_sections(), _paragraphs()))
        made.append(
            Appendix(
                _ROMAN[i] if count > 1 else None,
                draw(titles()).upper(),
                "Kèm theo Kế hoạch của Ủy ban nhân dân xã",
                body,
            )
        )
        _open_end(body)
    return made


def _open_end(nodes: list[Node]) -> None:
    """Take the full stop off the last sentence: the closing sign of the form stands there."""
    last = nodes[-1] if nodes else None
    while last and last.children:
        last = last.children[-1]
    if last and last.text:
        last.text = last.text.rstrip(".")


_CLOSINGS = (
    "Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện",
    "Trên đây là các nội dung cần triển khai, đề nghị các cơ quan, đơn vị phối hợp thực hiện",
)
_SIGNED = st.builds(
    DigitalSignature,
    signer=st.sampled_from(["Ủy ban nhân dân xã Đông Hòa", *_NAMES]),
    time=st.datetimes(datetime.datetime(2024, 1, 1), datetime.datetime(2027, 1, 1)).map(
        lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%S+07:00")
    ),
)
_SLIPS = st.builds(
    Slip,
    to=st.sampled_from(_NAMES),
    sender=st.sampled_from(_NAMES),
    date=st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 1, 1)).map(datetime.date.isoformat),
    summary=titles(),
    proposal=titles(),
)
_DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2027, 12, 31))


@st.composite
def documents(draw: DrawFn, kind: str | None = None) -> OfficialDocument:
    """A whole document of the kind, or of any."""
    kind = kind or draw(st.sampled_from(sorted(KINDS)))
    parent, issuer = draw(issuers())
    number = draw(st.one_of(st.none(), st.integers(1, 2000).map(lambda n: f"{n:02d}")))
    symbol = draw(st.sampled_from(["UBND-KT", "UBND-TC"])) if kind == "CV" else f"{kind}-UBND"
    day = draw(_DAYS)
    document = OfficialDocument(kind=kind, parent_body=parent, issuer=issuer, number=number, symbol=symbol)
    document.place, document.date = draw(st.sampled_from(["Đông Hòa", "Tân Thịnh", "An Lạc"])), day.isoformat()
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    document.date_text = f"ngày {day.day:02d} tháng {month} năm {day.year}"
    document.subject = draw(titles())
    document.urgency = draw(st.sampled_from([None, None, "KHẨN", "THƯỢNG KHẨN", "HỎA TỐC"]))
    if kind in ("CV", "TTr", "BC"):
        document.addressees = draw(st.lists(st.sampled_from(_AGENCIES), min_size=1, max_size=4, unique=True))
    document.body = draw(bodies(kind))
    _finish(draw, document, kind)
    return document


def _finish(draw: DrawFn, document: OfficialDocument, kind: str) -> None:
    if kind == "TCG":
        document.number = document.symbol = None
    document.signature = draw(signatures())
    document.recipients = [
        *draw(st.lists(st.sampled_from(_RECEIVERS), min_size=1, max_size=7, unique=True)),
        "Lưu: VT, KT",
    ]
    if kind == "BB":
        document.co_signature = Signature([], "THƯ KÝ", "Ngô Thị Sen")
        document.signature = Signature([], "CHỦ TỌA", "Trần Đức Khôi")
        document.place = document.date = document.date_text = None
    _close(draw, document)
    document.appendices = draw(appendices())
    document.secrecy = draw(st.sampled_from([None, None, None, "MẬT", "TỐI MẬT"]))
    document.digital_signatures = draw(st.lists(_SIGNED, max_size=2, unique_by=lambda one: one.signer))
    document.slip = draw(st.one_of(st.none(), _SLIPS))


def _close(draw: DrawFn, document: OfficialDocument) -> None:
    """Either a general clause closes the content, or its last sentence does."""
    if document.kind not in ("QĐ", "NQ", "QC", "QyĐ") and draw(st.booleans()):
        document.closing = draw(st.sampled_from(_CLOSINGS))
    else:
        _open_end(document.body)

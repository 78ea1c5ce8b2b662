"""Rules on type: font, colour, size, weight, slant and alignment of each part (Decree 30/2020, Annex I, I and V)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from documents.official.checking.clauses import NATION, PAGE, SAMPLES
from documents.official.checking.layout.model import PDF, WORD, Layout, Line
from documents.official.checking.layout.telling import place, points, span
from documents.official.checking.norms import DECREE_30, Range
from documents.official.checking.registry import ERROR, INFO, LAYOUT, Hit, rule

_FREE_TYPE = {"body"}


def _letters(layout: Layout) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in layout.lines:
        for piece in line.types:
            if piece.font:
                counts[piece.font] += sum(c.isalpha() for c in piece.text)
    return counts


@rule("layout.font", what="Phông chữ Times New Roman", clause=PAGE, severity=ERROR, scope=LAYOUT)
def font(layout: Layout) -> Iterator[Hit]:
    counts = _letters(layout)
    total = sum(counts.values())
    for name, count in counts.most_common():
        if name in DECREE_30.fonts or count * 100 < total:
            continue
        if name in DECREE_30.font_twins:
            yield Hit("font", f"Dùng phông “{name}”, cùng số đo với Times New Roman nhưng không phải phông quy định.",
                      "Dùng phông Times New Roman.", INFO)  # fmt: skip
        else:
            share = max(1, round(count * 100 / total))
            yield Hit("font", f"Khoảng {share}% chữ dùng phông “{name}”.", "Đổi toàn bộ sang phông Times New Roman.")


@rule("layout.color", what="Chữ màu đen", clause=PAGE, scope=LAYOUT)
def color(layout: Layout) -> Iterator[Hit]:
    for line in layout.lines:
        colored = [t for t in line.types if t.color and t.text.strip()]
        if colored and line.part != "urgency":
            yield Hit(
                place(line.part or "body"),
                f"Chữ không phải màu đen: “{colored[0].text.strip()[:40]}”.",
                "Đổi chữ sang màu đen.",
            )
            return


def _each_part(layout: Layout) -> Iterator[tuple[str, list[Line]]]:
    for name in DECREE_30.parts:
        lines = layout.part(name)
        if lines and any(line.types for line in lines):
            yield name, lines


@rule("layout.size", what="Cỡ chữ của từng thành phần đúng quy định", clause=SAMPLES, severity=ERROR, scope=LAYOUT)
def size(layout: Layout) -> Iterator[Hit]:
    for name, lines in _each_part(layout):
        style = DECREE_30.parts[name]
        wrong = wrong_size(lines, style.size, share=0.1 if name in _FREE_TYPE else 0.0)
        if wrong:
            yield Hit(place(name), f"{style.label} cỡ chữ {points(wrong)}, quy định {span(style.size)}.",
                      f"Đặt cỡ chữ {span(style.size)}.")  # fmt: skip


def wrong_size(lines: list[Line], limits: Range, share: float) -> float | None:
    """Return the size outside the limits that most letters have, None where at most `share` of all letters has one."""
    counts: Counter[float] = Counter()
    for line in lines:
        for piece in line.types:
            if piece.size:
                counts[piece.size] += sum(c.isalnum() for c in piece.text)
    outside = {s: n for s, n in counts.items() if not limits[0] - 0.3 <= s <= limits[1] + 0.3}
    if sum(outside.values()) <= share * sum(counts.values()):
        return None
    return max(outside, key=lambda s: outside[s])


@rule(
    "layout.weight",
    what="Chữ đậm, chữ thường của từng thành phần đúng quy định",
    clause=SAMPLES,
    severity=ERROR,
    scope=LAYOUT,
)
def weight(layout: Layout) -> Iterator[Hit]:
    yield from _styled(layout, "bold", {True: "chữ đậm", False: "chữ không đậm"})


@rule(
    "layout.slant",
    what="Chữ đứng, chữ nghiêng của từng thành phần đúng quy định",
    clause=SAMPLES,
    severity=ERROR,
    scope=LAYOUT,
)
def slant(layout: Layout) -> Iterator[Hit]:
    yield from _styled(layout, "italic", {True: "chữ nghiêng", False: "chữ đứng"})


def _styled(layout: Layout, name: str, words: dict[bool, str]) -> Iterator[Hit]:
    for part, lines in _each_part(layout):
        wanted = getattr(DECREE_30.parts[part], name)
        wrong = [line for line in lines if line.most(name) not in (None, wanted)]
        if wanted is not None and wrong:
            yield Hit(place(part), f"{DECREE_30.parts[part].label} chưa phải {words[wanted]}: “{wrong[0].text[:40]}”.",
                      f"Đặt {words[wanted]}.")  # fmt: skip


@rule("layout.centered", what="Các thành phần quy định canh giữa được canh giữa", clause=SAMPLES, scope=LAYOUT)
def centered(layout: Layout) -> Iterator[Hit]:
    for part, lines in _each_part(layout):
        if layout.source != WORD or DECREE_30.parts[part].align != "center":
            continue
        wrong = [line for line in lines if line.align != "center"]
        if wrong:
            yield Hit(
                place(part), f"{DECREE_30.parts[part].label} chưa canh giữa: “{wrong[0].text[:40]}”.", "Canh giữa."
            )


@rule("layout.nation_line", what="Quốc hiệu trình bày trên một dòng", clause=NATION, scope=LAYOUT)
def nation_line(layout: Layout) -> Iterator[Hit]:
    if layout.source == PDF and len(layout.part("nation")) > 1:
        yield Hit("nation", "Quốc hiệu bị xuống dòng.", "Nới rộng cột bên phải để Quốc hiệu nằm trên một dòng.")

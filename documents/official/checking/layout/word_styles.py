"""The style sheet of a .docx: what a run or paragraph gets from itself, its styles, the theme and the defaults."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
EMU = 36000  # per millimetre
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ON = {None, "1", "true", "on"}


def value(properties: list[Any], tag: str, attribute: str = "val") -> str | None:
    """Return an attribute of the first element that sets the property, None where none does."""
    for element in properties:
        child = element.find(f"{W}{tag}")
        if child is not None and child.get(f"{W}{attribute}") is not None:
            return str(child.get(f"{W}{attribute}"))
    return None


def flag(properties: list[Any], tag: str) -> bool:
    """Tell whether an on-off property such as bold is on, by the first element that sets it."""
    for element in properties:
        child = element.find(f"{W}{tag}")
        if child is not None:
            return child.get(f"{W}val") in _ON
    return False


def number(text: str | None) -> float | None:
    """Return the number in an attribute, None where it is none."""
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


class Styles:
    """The style sheet: every property of a run or paragraph, looked up from itself to the document defaults."""

    def __init__(self, document: Any) -> None:
        root = document.styles.element
        self._styles = {s.get(f"{W}styleId"): s for s in root.iterchildren(f"{W}style")}
        self._default = next(
            (
                k
                for k, s in self._styles.items()
                if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") in {"1", "true"}
            ),
            None,
        )
        self._doc_run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._doc_paragraph = root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")
        self._theme = _theme_fonts(document)
        self.text_width = _text_width(document)

    def chain(self, style: str | None) -> list[Any]:
        """Return the style and its ancestors, nearest first; a circle of styles ends."""
        found: list[Any] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            based = found[-1].find(f"{W}basedOn")
            style = based.get(f"{W}val") if based is not None else None
        return found

    def paragraph(self, element: Any) -> list[Any]:
        """Return the paragraph's property elements, nearest first."""
        own = element.find(f"{W}pPr")
        styles = self.chain(self.style_of(element))
        found = [own, *(s.find(f"{W}pPr") for s in styles), self._doc_paragraph]
        return [f for f in found if f is not None]

    def style_of(self, element: Any) -> str | None:
        """Return the paragraph's style id, or that of the default paragraph style."""
        style = element.find(f"{W}pPr/{W}pStyle")
        return style.get(f"{W}val") if style is not None else self._default

    def run(self, run: Any, paragraph: Any) -> list[Any]:
        """Return the run's property elements, nearest first: run, character style, paragraph style, defaults."""
        own = run.find(f"{W}rPr")
        style = own.find(f"{W}rStyle") if own is not None else None
        chains = [self.chain(style.get(f"{W}val")) if style is not None else [], self.chain(self.style_of(paragraph))]
        found = [own, *(s.find(f"{W}rPr") for chain in chains for s in chain), self._doc_run]
        return [f for f in found if f is not None]

    def font(self, properties: list[Any]) -> str:
        """Return the family, theme fonts resolved; Times New Roman is Word's own default."""
        for element in properties:
            fonts = element.find(f"{W}rFonts")
            if fonts is None:
                continue
            theme = fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme")
            name = self._theme.get((theme or "")[:5]) or fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            if name:
                return str(name)
        return "Times New Roman"


def _text_width(document: Any) -> float:
    section = document.sections[0] if len(document.sections) else None
    if section is None or None in (section.page_width, section.left_margin, section.right_margin):
        return 160.0
    return float(section.page_width - section.left_margin - section.right_margin) / EMU


def _theme_fonts(document: Any) -> dict[str, str]:
    """Return the latin fonts of the theme by the first letters of their name: `major`, `minor`."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.reltype.endswith("/theme") and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
            found = {k: root.find(f".//{_A}{k}Font/{_A}latin") for k in ("major", "minor")}
            return {k: e.get("typeface") for k, e in found.items() if e is not None and e.get("typeface")}
    return {}

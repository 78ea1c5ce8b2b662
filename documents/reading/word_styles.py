"""How a Word paragraph looks once its styles are followed: bold throughout, centred."""

from __future__ import annotations

from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEPTH = 12
_OWN_LEAST = 20  # a stranger's file may know a style or two by the same name


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, word: Any) -> None:
        self.by_id: dict[str, Any] = {}
        self.default: str | None = None
        for style in word.styles.element.iter(_W + "style"):
            self.by_id[style.get(_W + "styleId")] = style
            if style.get(_W + "type") == "paragraph" and style.get(_W + "default") in ("1", "true"):
                self.default = style.get(_W + "styleId")
        self.own = self._own_styles()

    def _own_styles(self) -> frozenset[str]:
        """The ids of the styles that our own Word files set their parts in; none where the file is another's."""
        from documents.official.drawing.word.styles import STYLES

        ours = {style.name for style in STYLES.values()}
        named = {key: style.find(_W + "name") for key, style in self.by_id.items()}
        found = [key for key, name in named.items() if name is not None and name.get(_W + "val") in ours]
        return frozenset(found) if len(found) >= _OWN_LEAST else frozenset()

    def chain(self, style_id: str | None) -> list[Any]:
        """Return the style and those it is based on, nearest first."""
        found: list[Any] = []
        while style_id and style_id in self.by_id and len(found) < _DEPTH:
            style = self.by_id[style_id]
            found.append(style)
            base = style.find(_W + "basedOn")
            style_id = base.get(_W + "val") if base is not None else None
        return found

    def of_paragraph(self, paragraph: Any) -> list[Any]:
        """Return the chain of a paragraph's style."""
        named = paragraph.find(f"{_W}pPr/{_W}pStyle")
        return self.chain(named.get(_W + "val") if named is not None else self.default)

    def looks(self, paragraph: Any) -> tuple[bool, bool]:
        """Return whether all the words of a paragraph are bold, and whether it is centred."""
        chain = self.of_paragraph(paragraph)
        base = _first(_toggle(style.find(f"{_W}rPr/{_W}b")) for style in chain)
        runs = [run for run in paragraph.iter(_W + "r") if "".join(t.text or "" for t in run.iter(_W + "t")).strip()]
        bold = bool(runs) and all(self._run_bold(run, bool(base)) for run in runs)
        places = [paragraph.find(f"{_W}pPr/{_W}jc"), *(style.find(f"{_W}pPr/{_W}jc") for style in chain)]
        aligned = next((place.get(_W + "val") for place in places if place is not None), None)
        return bold, aligned == "center"

    def bold_words(self, paragraph: Any) -> int | None:
        """Return how many of the first words are bold, None where the paragraph is in no style of our own files."""
        chain = self.of_paragraph(paragraph)
        if not self.own or not chain or chain[0].get(_W + "styleId") not in self.own:
            return None
        base = bool(_first(_toggle(style.find(f"{_W}rPr/{_W}b")) for style in chain))
        words = ""
        for run in paragraph.iter(_W + "r"):
            text = "".join(t.text or "" for t in run.iter(_W + "t"))
            if text.strip() and not self._run_bold(run, base):
                break
            words += text
        return len(words.split())

    def _run_bold(self, run: Any, base: bool) -> bool:
        own = _toggle(run.find(f"{_W}rPr/{_W}b"))
        if own is not None:
            return own
        named = run.find(f"{_W}rPr/{_W}rStyle")
        styled = (
            _first(_toggle(style.find(f"{_W}rPr/{_W}b")) for style in self.chain(named.get(_W + "val")))
            if named is not None
            else None
        )
        return base if styled is None else styled


def _toggle(element: Any) -> bool | None:
    return None if element is None else element.get(_W + "val") not in ("0", "false", "off")


def _first(values: Any) -> bool | None:
    return next((value for value in values if value is not None), None)

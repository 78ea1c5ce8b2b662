"""From the bytes of a message to its elements, in one pass that trusts the file with nothing.

The file is fed to the parser piece by piece. A document type ends it at once, so that no entity is ever declared;
depth, number of elements and length of texts are bounded. The base64 of attachments never becomes text: it is decoded
as it comes and kept aside, so that a message of fifty megabytes costs what its files weigh and no more.
"""

from __future__ import annotations

import binascii
import io
from dataclasses import dataclass
from typing import Any, BinaryIO, NoReturn

from .model import LIMITS, NAMESPACE, Broken, Limits

MOST_DEPTH, MOST_ELEMENTS, MOST_TEXT = 64, 50_000, 4 * 1024 * 1024
ENCODED = "ContentTransferEncoded"
_PIECE = 64 * 1024
_UNSAFE = "Tệp XML có khai báo DOCTYPE hoặc thực thể (entity) nên không được mở, vì lý do an toàn."
_TOO_DEEP = "Tệp XML có phần quá dài, quá sâu hoặc thực thể lồng nhau nên không được mở."
_NO_XML = "Tệp không phải XML hợp lệ hoặc bị hỏng khi truyền. Hãy đề nghị nơi gửi xuất lại gói tin."


@dataclass
class Message:
    """The root element, and the files by the numbers that stand in their elements."""

    root: Any
    files: list[Decoder]


class Decoder:
    """Base64 that is decoded as it comes; `broken` and `too_large` tell why `content` is not whole."""

    def __init__(self, room: int) -> None:
        self.content, self.room = bytearray(), room
        self.broken = self.too_large = False
        self._rest = b""

    def feed(self, text: str) -> None:
        """Take in the next piece of the text."""
        if self.broken or self.too_large:
            return
        letters = self._rest + b"".join(text.encode("utf-8", "replace").split())
        whole = len(letters) // 4 * 4
        # Filling may stand at the very end alone, so the last four wait for what follows them.
        whole = max(0, whole - 4) if whole == len(letters) else whole
        self._decode(letters[:whole])
        self._rest = letters[whole:]

    def end(self) -> None:
        """Take in the last piece."""
        if not (self.broken or self.too_large):
            self._decode(self._rest)

    def _decode(self, letters: bytes) -> None:
        try:
            self.content += binascii.a2b_base64(letters, strict_mode=True)
        except binascii.Error:
            self.broken = True
        self.too_large = len(self.content) > self.room


def parse(data: bytes | BinaryIO, limits: Limits = LIMITS) -> Message:
    """Return the elements of a message and its files. Raises Broken for what is too large, no XML, or not safe."""
    return _Reader(limits).read(io.BytesIO(data) if isinstance(data, bytes) else data)


class _Reader:
    """Builds the elements as the parser tells of them."""

    def __init__(self, limits: Limits) -> None:
        from xml.parsers import expat

        from lxml import etree

        self.limits, self.expat, self.builder = limits, expat, etree.TreeBuilder()
        self.files: list[Decoder] = []
        self.path: list[str] = []
        self.elements = self.text = 0
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.parser.EntityDeclHandler = self._unsafe
        self.parser.StartElementHandler, self.parser.EndElementHandler = self._start, self._end
        self.parser.CharacterDataHandler = self._words

    def read(self, file: BinaryIO) -> Message:
        size = 0
        try:
            while piece := file.read(_PIECE):
                size += len(piece)
                if size > self.limits.message:
                    most = self.limits.message // 2**20
                    raise Broken(f"Gói tin lớn hơn {most} MB nên không nhận. Hãy đề nghị nơi gửi tách tệp đính kèm.")
                self.parser.Parse(piece, False)
            self.parser.Parse(b"", True)
        except self.expat.ExpatError as error:
            raise Broken(_NO_XML) from error
        root = self.builder.close()
        namespace, _, name = root.tag[1:].partition("}") if root.tag.startswith("{") else ("", "", root.tag)
        if name != "edXML" or namespace not in (NAMESPACE, ""):
            raise Broken("Tệp không phải gói tin edXML theo QCVN 102:2016/BTTTT.")
        return Message(root, self.files)

    def _unsafe(self, *_: object) -> NoReturn:
        raise Broken(_UNSAFE)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        self.path.append(name.rpartition("}")[2])
        if self.elements > MOST_ELEMENTS or len(self.path) > MOST_DEPTH:
            raise Broken(_TOO_DEEP)
        self.builder.start(_tag(name), {_tag(key): value for key, value in attributes.items()})
        if self.path[-1] == ENCODED:
            if len(self.files) >= self.limits.files:
                raise Broken(f"Gói tin có hơn {self.limits.files} tệp đính kèm nên không nhận.")
            taken = sum(len(file.content) for file in self.files)
            self.files.append(Decoder(max(0, self.limits.unpacked - taken)))

    def _end(self, name: str) -> None:
        if self.path[-1] == ENCODED:
            self.files[-1].end()
            self.builder.data(str(len(self.files) - 1))
        self.path.pop()
        self.builder.end(_tag(name))

    def _words(self, text: str) -> None:
        if self.path[-1] == ENCODED:
            self.files[-1].feed(text)
            return
        self.text += len(text)
        if self.text > MOST_TEXT:
            raise Broken(_TOO_DEEP)
        self.builder.data(text)


def _tag(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def whole(data: bytes) -> Any:
    """Return the root of a message with its files as text, for its signature. Raises Broken as `parse`.

    The first pass has seen that nothing is declared in it, so that the limits on long texts may be lifted.
    """
    from lxml import etree

    parse(data)
    try:
        return etree.fromstring(data, long_texts())
    except etree.XMLSyntaxError as error:
        raise Broken(_NO_XML) from error


def long_texts() -> Any:
    """Return a parser for a message that the first pass let through."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=True, recover=False
    )

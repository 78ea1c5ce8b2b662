"""The sign-off in HTML: `Nơi nhận` and the signatures."""

from __future__ import annotations

from documents.official.tree import OfficialDocument, Signature

from . import words
from .markup import Markup, el, join, lines

# A list of more lines than this does not stand beside the signature as one block that no page may split: so many of its
# lines as the signature is high stand there, and the others follow below, over the page's end if need be.
LONGEST = 30
BESIDE = 13


def sign_off(document: OfficialDocument, drafter: str | None = None) -> Markup:
    """Return `Nơi nhận` on the left and the signature block on the right, beginning on one line (ô 7, 9b, 12).

    With a second signature (biên bản, hợp đồng: Annex III, form 1.9) that one stands left, and `Nơi nhận` under it.
    """
    return join([_signed(document, drafter), _confirmation(document)])


def _signed(document: OfficialDocument, drafter: str | None) -> Markup:
    receivers = _recipients(document.recipients, drafter)
    right = signature(document.signature)
    left = signature(document.co_signature, second=True)
    if not (receivers or right or left):
        return Markup()
    if left:
        return join([_pair(left, right, " od-equal"), el("div", "od-after", receivers) if receivers else None])
    if len(receivers) <= LONGEST:
        return _pair(join(receivers), right)
    return join([_pair(join(receivers[:BESIDE]), right), el("div", "od-more", receivers[BESIDE:])])


def _confirmation(document: OfficialDocument) -> Markup | None:
    """The left block under the sign-off of a giấy nghỉ phép, with room for signature and seal (form 1.10)."""
    above = words.confirmation_lines(document)
    if not above:
        return None
    note = el("p", "od-if-needed", words.IF_NEEDED)
    return el("div", "od-confirm", el("p", "od-confirms", lines(above)), note, el("div", "od-confirm-room"))


def _pair(left: Markup, right: Markup, cls: str = "") -> Markup:
    cells = el("div", "od-row", el("div", "od-signoff-left", left), el("div", "od-signoff-right", right))
    return el("div", f"od-signoff{cls}", cells)


def _recipients(names: list[str], drafter: str | None = None) -> list[Markup]:
    lines_ = words.recipient_lines(names)
    parts = [el("p", "od-recipients-head", "Nơi nhận:")] if lines_ else []
    parts += [el("p", "od-recipient", line) for line in lines_]
    if drafter:
        parts.append(el("p", "od-recipient", words.clean(drafter)))
    return parts


def signature(item: Signature | None, *, second: bool = False) -> Markup:
    """Return authority and title, the room for signature and seal, and the name (ô 7a–7c, 8)."""
    above, name = words.signature_lines(item), words.signer(item)
    if not above and not name:
        return Markup()
    return join(
        [
            el("p", "od-authority", lines(above)),
            el("div", "od-room od-second" if second else "od-room"),
            el("p", "od-signer", name) if name else None,
        ]
    )

"""The one table of states: which state a document may go to from which; every door holds to it.

The same table stands in the database as the trigger `documents_state_moves` (migrations 0003, 0014), so that a door
that forgets to ask is refused all the same; a test compares the two.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError

from documents.models.states import DocumentState, Origin

S = DocumentState

TRANSITIONS: dict[DocumentState, frozenset[DocumentState]] = {
    S.DRAFT: frozenset({S.REVIEW, S.ACTIVE}),
    S.REVIEW: frozenset({S.DRAFT, S.APPROVED}),
    # Back where the signer will not sign: `documents.services.refusing`.
    S.APPROVED: frozenset({S.SIGNED, S.DRAFT}),
    S.SIGNED: frozenset({S.ACTIVE}),
    S.ACTIVE: frozenset({S.CLOSED, S.RECALLED, S.REPLACED}),
    S.CLOSED: frozenset({S.RECALLED, S.REPLACED}),
    S.RECALLED: frozenset(),
    S.REPLACED: frozenset(),
}
# A document that was written here is issued by way of review and signature; one taken in is in force as it comes.
_ONLY_TAKEN_IN = {(S.DRAFT, S.ACTIVE)}
_ONLY_AUTHORED = {(S.DRAFT, S.REVIEW), (S.APPROVED, S.DRAFT)}


def may_move(old: str, new: str, origin: str) -> bool:
    """Tell whether a document of that origin may go from `old` to `new`; staying where it is is no move."""
    step = (DocumentState(old), DocumentState(new))
    if step in (_ONLY_TAKEN_IN if origin == Origin.AUTHORED else _ONLY_AUTHORED):
        return False
    return step[1] in TRANSITIONS[step[0]]


def demand(old: str, new: str, origin: str) -> None:
    """Raise ValidationError, in words for the person, unless `may_move`."""
    if may_move(old, new, origin):
        return
    now, wanted = DocumentState(old).label, DocumentState(new).label
    if (old, new) == (S.DRAFT, S.ACTIVE):
        raise ValidationError("Dự thảo soạn trên cổng phải được trình, duyệt và ký trước khi phát hành.", code="state")
    raise ValidationError(
        f"Văn bản đang ở trạng thái “{now.lower()}” nên không chuyển sang “{wanted.lower()}” được.", code="state"
    )

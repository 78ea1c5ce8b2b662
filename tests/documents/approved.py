"""Documents that stand before their number, and what it takes to sign them."""

from __future__ import annotations

from typing import Any

from documents.models import DocumentState, OfficialDocument, Origin
from documents.official import tree as official
from organizations.models import Staff
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.organizations import World


def approved(world: World, signer: Staff | None = None, **values: Any) -> OfficialDocument:
    """Return an approved document of xã Đông that waits for its number; `values` are fields of the tree."""
    signer = signer or world.leader
    given = {"kind": "CV", "symbol": "UBND-KT", "number": None, "date": None, "date_text": None}
    block = official.Signature(["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"], "PHÓ CHỦ TỊCH", signer.full_name)
    tree = tree_of(**(given | {"signature": block} | values))
    columns = {"kind": tree["kind"], "symbol": tree["symbol"] or "", "subject": tree["subject"] or ""}
    return DocumentFactory(
        organization=world.commune,
        origin=Origin.AUTHORED,
        state=DocumentState.APPROVED,
        signer=signer,
        created_by=world.specialist,
        number="",
        issued_on=None,
        tree=tree,
        **columns,
    )

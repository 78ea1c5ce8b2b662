"""Who signs a document, and their block in its tree."""

from __future__ import annotations

import dataclasses

from documents.models import OfficialDocument
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import Signature
from organizations.models import Staff
from organizations.queries import SigningRight, signers_of


def choices_of_signer(document: OfficialDocument) -> list[SigningRight]:
    """Return who may sign the document today, by office and by delegation."""
    return signers_of(document.organization, kind=document.kind)


def signed_by(tree: Tree, right: SigningRight) -> Tree:
    """Return the tree with the signature block that the right prints."""
    authority, title, name = right.block(personal=is_personal(tree))
    return dataclasses.replace(tree, signature=Signature(authority, title, name))


def is_personal(tree: Tree) -> bool:
    """Tell whether the head issues it in their own name (`CHỦ TỊCH ỦY BAN NHÂN DÂN …`), not the collective."""
    return bool(tree.issuer and tree.issuer.upper().startswith("CHỦ TỊCH"))


def likely_signer(document: OfficialDocument, tree: Tree) -> Staff | None:
    """Return who is to sign a new draft: whom the tree names where they may, else the first who may."""
    rights = signers_of(document.organization, kind=tree.kind or "")
    named = tree.signature.name if tree.signature else None
    chosen = next((right for right in rights if right.staff.full_name == named), rights[0] if rights else None)
    return chosen.staff if chosen else None

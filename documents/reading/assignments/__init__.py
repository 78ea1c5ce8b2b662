"""Who is to do what: the blocks of a body that hand work to agencies."""

from __future__ import annotations

from documents.official.tree import Assignment, Node
from documents.reading.assignments.everyone import for_everyone, speaking_to_all
from documents.reading.assignments.walk import Asked, Walk

__all__ = ["Asked", "find_assignments"]


def find_assignments(body: list[Node], asked: Asked) -> list[Assignment]:
    """Return the blocks that hand work to agencies, in order.

    Conventions: a numbered heading that names agencies with the items under it, or a sentence that hands work to a
    named agency; tasks that name nobody in a letter to several addressees are for all of them.
    """
    walk = Walk(asked)
    found = walk.walk(body, []) + walk.of_closing(asked.closing or "")
    if asked.everyone:
        found += for_everyone(speaking_to_all(body, asked, found), asked)
    return [block for block in found if block.items]

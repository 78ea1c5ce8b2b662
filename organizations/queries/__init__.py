"""What pages and other rooms read of organizations."""

from organizations.queries.matching import (
    AgencyMatcher,
    Match,
    communes_of,
    directory,
    find_by_code,
    kind_of,
    level_of,
    spoken,
    words_of,
)
from organizations.queries.signing import (
    SigningRight,
    delegable_by,
    delegations_for,
    may_delegate,
    proposed_principal,
    signers_of,
    signing_right,
)

__all__ = [
    "AgencyMatcher",
    "Match",
    "SigningRight",
    "communes_of",
    "delegable_by",
    "delegations_for",
    "directory",
    "find_by_code",
    "kind_of",
    "level_of",
    "may_delegate",
    "proposed_principal",
    "signers_of",
    "signing_right",
    "spoken",
    "words_of",
]

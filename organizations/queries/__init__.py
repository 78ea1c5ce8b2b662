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
from organizations.queries.rearranging import (
    Preview,
    preview_of_agency,
    preview_of_dividing,
    preview_of_merging,
    preview_of_renaming,
    rearrangements,
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
from organizations.queries.succession import Today, former_units, todays_units, units_behind
from organizations.unit_package import positions

__all__ = [
    "AgencyMatcher",
    "Match",
    "Preview",
    "SigningRight",
    "Today",
    "communes_of",
    "delegable_by",
    "delegations_for",
    "directory",
    "find_by_code",
    "former_units",
    "kind_of",
    "level_of",
    "may_delegate",
    "positions",
    "preview_of_agency",
    "preview_of_dividing",
    "preview_of_merging",
    "preview_of_renaming",
    "proposed_principal",
    "rearrangements",
    "signers_of",
    "signing_right",
    "spoken",
    "todays_units",
    "units_behind",
    "words_of",
]

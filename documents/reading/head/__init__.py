"""The head of a document: national heading, issuing bodies, number and symbol, place and date, title and subject.

Layout by Decree 30/2020, Annex I, II.1-II.5. The columns of the head may come in any order, flattened or not: known
pieces are cut out of the lines wherever they stand, and what is left in capitals are the issuing bodies.
"""

from documents.reading.head.model import Head
from documents.reading.head.read import kind_of_symbol, read_head

__all__ = ["Head", "kind_of_symbol", "read_head"]

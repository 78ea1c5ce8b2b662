"""The end of a document: recipients and signature block, in columns or flattened in any order.

Decree 30/2020, Annex I, II.7 and II.9.
"""

from documents.reading.tail.find import find_tail
from documents.reading.tail.model import Tail
from documents.reading.tail.read import read_tail

__all__ = ["Tail", "find_tail", "read_tail"]

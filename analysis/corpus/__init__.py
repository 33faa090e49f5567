"""The nouns of the package: documents, corpus, document-term matrix, topic model.

`documents` is a plain DataFrame (see `DOCUMENT_COLUMNS`); the other three are frozen. Verbs in other modules
take one noun and return another, and never change what they were given.
"""

from .documents import DOCUMENT_COLUMNS, DOCUMENT_VARIABLES, HAN, IntArray, count_han, group_labels
from .matrix import DocTermMatrix
from .model import TopicModel
from .segmented import Corpus

__all__ = [
    "DOCUMENT_COLUMNS",
    "DOCUMENT_VARIABLES",
    "HAN",
    "Corpus",
    "DocTermMatrix",
    "IntArray",
    "TopicModel",
    "count_han",
    "group_labels",
]

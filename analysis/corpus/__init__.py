"""The nouns of the package: documents, corpus, document-term matrix, topic model.

`documents` is a plain DataFrame (see `DOCUMENT_COLUMNS`); the other three are frozen. Functions in other
modules take one noun and return another, and never modify their input.
"""

from ..lexicon import DOCUMENT_COLUMNS, DOCUMENT_VARIABLES, count_han
from .counting import SizedTexts, TermCounts, TextsOf
from .documents import (
    By,
    IntArray,
    group_columns,
    group_labels,
    joined_names,
    joint_labels,
    own_variables,
    row_titles,
    titled,
    usable_grouping,
    value_label,
    variables_of,
    with_own_variables,
)
from .given import as_documents
from .given_cells import year_of_cell
from .matrix import DocTermMatrix
from .model import TopicModel
from .segmented import Corpus
from .subset import drawn_rows

__all__ = [
    "DOCUMENT_COLUMNS",
    "DOCUMENT_VARIABLES",
    "By",
    "Corpus",
    "DocTermMatrix",
    "IntArray",
    "SizedTexts",
    "TermCounts",
    "TextsOf",
    "TopicModel",
    "as_documents",
    "count_han",
    "drawn_rows",
    "group_columns",
    "group_labels",
    "joined_names",
    "joint_labels",
    "own_variables",
    "row_titles",
    "titled",
    "usable_grouping",
    "value_label",
    "variables_of",
    "with_own_variables",
    "year_of_cell",
]

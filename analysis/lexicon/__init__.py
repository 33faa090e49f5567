"""Reads and validates the files of `analysis/data/`, and the user's own files that override them.

Errors name the file, the line and the fault.
"""

from .catalogues import (
    JOINT,
    column_names,
    error_phrases,
    group_name,
    grouping_name,
    html_asides,
    html_selectors,
    load_messages,
    load_pattern,
    messages,
    page_words,
    surnames,
)
from .characters import HAN_RANGES, character_levels, common_pairs, count_han, frequent_words
from .divisions import (
    city_coordinates,
    former_places,
    nations,
    new_areas,
    place_pinyin,
    place_traps,
    places,
    province_grid,
    short_name,
)
from .document_columns import DOCUMENT_COLUMNS, DOCUMENT_VARIABLES, MISSING, OF_CLEANING
from .files import DATA, file_hash, read_lines, read_text, read_toml
from .names import holds_own_name, own_name_terms, own_names
from .queries import Query, is_query, occurrences, read_query
from .scan import SURROGATE, Match, Scanner, longest_matches
from .slogan_families import Family, families
from .spelling import any_width, as_in_text, pattern_as_in_text, spelled_as_in
from .words import (
    Stop,
    StopWords,
    chosen_stopwords,
    given_terms,
    is_word_list,
    stopword_groups,
    stopwords,
    themes,
    userdict,
)

__all__ = [
    "DATA",
    "DOCUMENT_COLUMNS",
    "DOCUMENT_VARIABLES",
    "HAN_RANGES",
    "JOINT",
    "MISSING",
    "OF_CLEANING",
    "SURROGATE",
    "Family",
    "Match",
    "Query",
    "Scanner",
    "Stop",
    "StopWords",
    "any_width",
    "as_in_text",
    "character_levels",
    "chosen_stopwords",
    "city_coordinates",
    "column_names",
    "common_pairs",
    "count_han",
    "error_phrases",
    "families",
    "file_hash",
    "former_places",
    "frequent_words",
    "given_terms",
    "group_name",
    "grouping_name",
    "holds_own_name",
    "html_asides",
    "html_selectors",
    "is_query",
    "is_word_list",
    "load_messages",
    "load_pattern",
    "longest_matches",
    "messages",
    "nations",
    "new_areas",
    "occurrences",
    "own_name_terms",
    "own_names",
    "page_words",
    "pattern_as_in_text",
    "place_pinyin",
    "place_traps",
    "places",
    "province_grid",
    "read_lines",
    "read_query",
    "read_text",
    "read_toml",
    "short_name",
    "spelled_as_in",
    "stopword_groups",
    "stopwords",
    "surnames",
    "themes",
    "userdict",
]

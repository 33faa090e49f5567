"""The sections of the comparison report: results in, HTML out, every number linked to its sentences."""

from .attention import attention_section
from .cities import city_section, typical_sentences
from .corpus import corpus_section
from .keywords import keyword_section
from .quality import quality_part
from .similarity import similarity_section
from .slogan_tables import varied_families
from .slogans import closed_runs, reference_slogans, slogan_section
from .topics import fit_or_explain, topic_section

__all__ = [
    "attention_section",
    "city_section",
    "closed_runs",
    "corpus_section",
    "fit_or_explain",
    "keyword_section",
    "quality_part",
    "reference_slogans",
    "similarity_section",
    "slogan_section",
    "topic_section",
    "typical_sentences",
    "varied_families",
]

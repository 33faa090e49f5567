"""Topics: latent Dirichlet allocation over paragraphs, and the topic shares of each group."""

from .choose import choose_topics, recommendation
from .coherence import coherence, topic_quality
from .fit import fit_topics, too_little
from .infer import FittedTopics
from .labels import label_topics, read_labels
from .prevalence import topic_contrast, topic_prevalence, topic_trend
from .reading import top_terms, topic_map, topic_places, typical_paragraphs
from .relevance import relevance, relevant_terms
from .stability import DUPLICATE, STABLE, similar_topics, topic_stability
from .summary import Topics, begin_topics, fit_or_explain
from .units import MAX_SHARE, MIN_SIZE, merge_short, prepare_units

__all__ = [
    "DUPLICATE",
    "MAX_SHARE",
    "MIN_SIZE",
    "STABLE",
    "FittedTopics",
    "Topics",
    "begin_topics",
    "choose_topics",
    "coherence",
    "fit_or_explain",
    "fit_topics",
    "label_topics",
    "merge_short",
    "prepare_units",
    "read_labels",
    "recommendation",
    "relevance",
    "relevant_terms",
    "similar_topics",
    "too_little",
    "top_terms",
    "topic_contrast",
    "topic_map",
    "topic_places",
    "topic_prevalence",
    "topic_quality",
    "topic_stability",
    "topic_trend",
    "typical_paragraphs",
]

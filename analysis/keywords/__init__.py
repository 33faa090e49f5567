"""Keywords: what stands out in the texts of a group, against what, how much, and how surely."""

from .keyness import KEYNESS_COLUMNS, keyness, keyness_by
from .tf_idf import TF_IDF_COLUMNS, tf_idf, top

__all__ = ["KEYNESS_COLUMNS", "TF_IDF_COLUMNS", "keyness", "keyness_by", "tf_idf", "top"]

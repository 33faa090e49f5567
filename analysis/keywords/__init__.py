"""Keywords: what stands out in the texts of a group, against what, how much, and how surely."""

from .audit import AUDIT_COLUMNS, keyword_changes, segmentation_audit
from .keyness import KEYNESS_COLUMNS, keyness, keyness_by
from .tf_idf import TF_IDF_COLUMNS, tf_idf, top

__all__ = [
    "AUDIT_COLUMNS",
    "KEYNESS_COLUMNS",
    "TF_IDF_COLUMNS",
    "keyness",
    "keyness_by",
    "keyword_changes",
    "segmentation_audit",
    "tf_idf",
    "top",
]

"""Keywords: which terms stand out in a group, against what reference, by how much, and how certainly."""

from .attention import ATTENTION_COLUMNS, attention
from .audit import AUDIT_COLUMNS, keyword_changes, segmentation_audit
from .collocates import COLLOCATE_COLUMNS, collocates
from .contrast import KEYNESS_COLUMNS
from .dispersion import DISPERSION_COLUMNS, POSITION_COLUMNS, dispersion, positions
from .diversity import DIVERSITY_COLUMNS, diversity
from .keyness import keyness, keyness_by
from .measures import MEASURE_COLUMNS, keyness_measures
from .newsworthy import headline_terms
from .panel import PANEL_COLUMNS, panel
from .panel_files import write_panel
from .readability import READABILITY_COLUMNS, readability
from .standing_out import STANDING_OUT_TYPES, standing_out
from .term_marks import term_marks
from .term_rates import term_rates
from .tf_idf import TF_IDF_COLUMNS, tf_idf, top
from .theme_hits import THEME_HIT_TYPES, theme_hits

__all__ = [
    "ATTENTION_COLUMNS",
    "AUDIT_COLUMNS",
    "COLLOCATE_COLUMNS",
    "DISPERSION_COLUMNS",
    "DIVERSITY_COLUMNS",
    "KEYNESS_COLUMNS",
    "MEASURE_COLUMNS",
    "PANEL_COLUMNS",
    "POSITION_COLUMNS",
    "READABILITY_COLUMNS",
    "STANDING_OUT_TYPES",
    "TF_IDF_COLUMNS",
    "THEME_HIT_TYPES",
    "attention",
    "collocates",
    "dispersion",
    "diversity",
    "headline_terms",
    "keyness",
    "keyness_by",
    "keyness_measures",
    "keyword_changes",
    "panel",
    "positions",
    "readability",
    "segmentation_audit",
    "standing_out",
    "term_marks",
    "term_rates",
    "tf_idf",
    "theme_hits",
    "top",
    "write_panel",
]

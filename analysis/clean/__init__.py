"""Cleaning: from raw texts to paragraphs ready for counting, with a log of every change."""

from .clean import Cleaning, clean_documents
from .duplicates import distinct, duplicate_groups
from .rules import RULES, Rule, reasons

__all__ = ["RULES", "Cleaning", "Rule", "clean_documents", "distinct", "duplicate_groups", "reasons"]

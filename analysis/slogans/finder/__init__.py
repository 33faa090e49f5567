"""Reads one text: finds its parallel runs, numeric formulas, couplets and series of slot words."""

"""Reads PDF: the lines of its pages in reading order, without what belongs to the pages."""

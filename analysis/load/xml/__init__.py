"""Reads single XML files by their roots: Office of 2003, feeds, wikis, records."""

"""Reads saved pages: the box that holds the text, and what the page states of it."""

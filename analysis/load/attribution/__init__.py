"""Attributes each text to a place and a date by the best evidence, and finds its title."""

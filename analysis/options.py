"""What may be asked for by name: known to the command line before anything heavy is loaded."""

SECTIONS = ("corpus", "keywords", "topics", "slogans", "similarity", "cities")
"""Sections of a report that may be chosen; findings and method always stand in it."""

LANGUAGES = ("zh", "en")

COPIES = ("one", "all")
"""Count a text that stands twice once, or as often as it stands."""

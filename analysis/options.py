"""What may be asked for by name: known to the command line before anything heavy is loaded."""

SECTIONS = ("corpus", "keywords", "topics", "slogans", "similarity", "cities")
"""Sections of a report that may be chosen; findings and method always stand in it."""

LANGUAGES = ("zh", "en")

TOPIC_ENGINES = ("gensim", "tomotopy")
"""What fits topics; the second needs the extra `fast`."""

ENGINES = ("local", "dask")
"""Who does the work of `koujing count`: this machine, or a Dask cluster."""

COPIES = ("one", "all")
"""Count a text that stands twice once, or as often as it stands."""

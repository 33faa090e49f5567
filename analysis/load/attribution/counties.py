"""Counties by their short names: alone in the name of a file, or behind the name of their city."""

from __future__ import annotations

import re

from ... import lexicon
from .gazetteer import county_stems
from .places import Mention

ALONE = re.compile(
    r"[\W\d_]*年?度?(?P<stem>[㐀-鿿]{2,5}?)[\W\d_]*年?度?(?:的?(?:政府)?(?:工作)?(?:报告|总结|规划|要点|计划|公报))?[\W\d_]*"
)


def county_alone(name: str) -> list[Mention]:
    """Return the county whose short name is all that the name of a file says beside a year (`昆山_2021`).

    No other place may be called so, and the name must be no word (平安, 和平).

    Parameters
    ----------
    name : str
        The name of a file without its ending.
    """
    alone = ALONE.fullmatch(name)
    places = county_stems().get(alone["stem"], ()) if alone else ()
    if not alone or len(places) != 1 or alone["stem"] in lexicon.common_pairs():
        return []
    return [Mention(*alone.span("stem"), places, True)]


def county_behind(name: str, mention: Mention) -> Mention | None:
    """Return the county whose short name stands right behind that of its city and before no other word.

    Parameters
    ----------
    name : str
        A title, or the name of a file.
    mention : Mention
        The place before it.
    """
    cities = {place.city or place.name for place in mention.places}
    run = re.match("[㐀-鿿]{2,4}(?![㐀-鿿])", name[mention.end :])
    stems = county_stems().get(run[0], ()) if run else ()
    inside = tuple(place for place in stems if place.city in cities)
    return Mention(mention.end, mention.end + len(run[0]), inside, False) if run and inside else None

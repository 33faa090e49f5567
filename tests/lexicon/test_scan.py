"""Words of a list in texts: against the definition, and against the regular expression they stand for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.lexicon import Match, Scanner, longest_matches

# Few characters, so that words overlap and repeat; outside the basic plane, a line break, a mark of patterns.
CHARS = "产业链𠮷😀\n.|é"
WORDS = st.lists(st.text(CHARS, min_size=1, max_size=4), max_size=8)
TEXTS = st.text(CHARS, max_size=40)


def everywhere(words: list[str], text: str) -> list[Match]:
    numbered = enumerate(dict.fromkeys(words))
    found = [
        Match(at, at + len(word), number)
        for number, word in numbered
        for at in range(len(text))
        if text.startswith(word, at)
    ]
    return sorted(found, key=lambda match: (match.start, -match.end))


@given(WORDS, TEXTS)
def test_all_matches_are_those_of_the_definition(words, text):
    assert Scanner(words).all(text) == everywhere(words, text)


@given(WORDS.filter(bool), TEXTS)
def test_longest_matches_are_those_of_the_alternation(words, text):
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    scanner = Scanner(words)
    found = scanner.longest(text)
    assert [(match.start, match.end) for match in found] == [m.span() for m in pattern.finditer(text)]
    assert [scanner.words[match.word] for match in found] == pattern.findall(text)
    assert longest_matches(scanner.all(text)) == found


def test_of_words_that_begin_together_the_longest_counts():
    scanner = Scanner(["产业", "产业链", "链长"])
    assert [scanner.words[match.word] for match in scanner.all("产业链长")] == ["产业链", "产业", "链长"]
    assert longest_matches(reversed(scanner.all("产业链长"))) == scanner.longest("产业链长") == [(0, 3, 1)]


@given(WORDS, WORDS, TEXTS)
def test_one_scan_serves_several_lists(mine, other, text):
    both = Scanner(mine + other)
    part = [match for match in both.all(text) if both.words[match.word] in mine]
    alone = Scanner(mine)
    assert [(m.start, m.end) for m in longest_matches(part)] == [
        (m.start, m.end) for m in alone.longest(text)
    ]


def test_offsets_count_characters():
    scanner = Scanner(["野", "改革\n开放"])
    assert scanner.longest("😀𠮷野é野，改革\n开放") == [(2, 3, 0), (4, 5, 0), (6, 11, 1)]


def test_no_words_find_nothing():
    assert Scanner([]).longest("产业") == Scanner([]).all("产业") == []


def test_a_word_given_twice_is_one_word():
    scanner = Scanner(["链", "产业", "链"])
    assert scanner.words == ("链", "产业")
    assert scanner.all("产业链") == [(0, 2, 1), (2, 3, 0)]


def test_half_a_character_in_a_text_keeps_the_offsets():
    assert Scanner(["产业"]).longest("a\ud800产业") == [(2, 4, 0)]


def test_an_empty_word_is_refused():
    with pytest.raises(ValueError, match="must have at least one character"):
        Scanner(["产业", ""])


def test_a_very_long_word_is_found_in_no_time():
    word = "民" * 100_000  # a table of all steps would take an hour
    scanner = Scanner(["民生", word])
    text = f"民生{word}生"
    assert scanner.longest(text) == [(0, 2, 0), (2, 100_002, 1)]
    assert scanner.all(text) == [(0, 2, 0), (2, 100_002, 1), (100_001, 100_003, 0)]

"""Parallel runs and slot words that overlap: which of them a document is said to hold."""

import pytest

from analysis.lexicon import families
from analysis.slogans.finder.document import document_runs
from analysis.slogans.finder.runs import Run, limb

TEXT = "先找出一批“难点”，再盯住几处“痛点”，最后打通几个“堵点”，每月碰头一次，谁也不许甩手。"
OUTSIDE = ["打通几个“堵点”", "每月碰头一次", "谁也不许甩手"]
INSIDE = ["找出一批“难点”", "盯住几处“痛点”", "打通几个“堵点”"]


def parallel(limbs, tier):
    spans = [limb(TEXT, TEXT.index(part), TEXT.index(part) + len(part)) for part in limbs]
    return Run(spans[0].start, spans[-1].end, tuple(spans), "other", "other 6", score=0.5, tier=tier)


@pytest.mark.parametrize(
    ("limbs", "tier", "forms"),
    [
        (OUTSIDE, "likely", ["loose"]),
        (OUTSIDE, "sure", ["adjacent"]),  # a sure run is kept
        (INSIDE, "likely", ["adjacent"]),  # it holds all of the slot words
        (["打通几个“堵点”", "每月碰头一次", "谁也", "不许甩手"], "likely", ["adjacent"]),  # more limbs
    ],
)
def test_loose_slot_words_beat_a_likely_run_that_holds_only_some_of_them(monkeypatch, limbs, tier, forms):
    run = parallel(limbs, tier)
    monkeypatch.setattr("analysis.slogans.finder.document.parallel_runs", lambda text: [run])
    found = document_runs(TEXT, [(0, len(TEXT))], families())
    assert [one.form for one in found] == forms


def test_slot_words_stay_where_nothing_overlaps_them():
    (run,) = [one for one in document_runs(TEXT, [(0, len(TEXT))], families()) if one.family == "X点"]
    assert TEXT[run.start : run.end] == "先找出一批“难点”，再盯住几处“痛点”，最后打通几个“堵点”"
    assert run.tier == "likely"

"""What of paragraphs was there before."""

import random

from analysis.clean.coverage import GRAM, WORTH_A_LOOK, coverage


def test_coverage_counts_runs_of_twelve():
    first = "甲乙丙丁戊己庚辛壬癸子丑寅卯"
    result = coverage([first, first[:12] + "天地玄黄", first[:11] + "宇宙洪荒"])
    assert result.share.tolist() == [0, 12 / 16, 0]
    assert result.twin.tolist() == [-1, 0, -1]


def test_coverage_is_that_of_looking_for_every_run():
    """Paragraphs of three characters, so that many runs recur: each run against all the text before it."""
    draw = random.Random(4)
    cores = ["".join(draw.choices("甲乙丙", k=draw.randrange(24))) for _ in range(90)]
    cores += [core[::-1] + draw.choice(cores)[:14] for core in cores[:40]]
    text = "".join(cores)
    shares, start = [], 0
    for core in cores:
        covered = [False] * len(core)
        for at in range(len(core) - GRAM + 1):
            if text.find(core[at : at + GRAM]) < start:
                covered[at : at + GRAM] = [True] * GRAM
        shares.append(sum(covered) / max(len(core), 1))
        start += len(core)
    found = coverage(cores).share.tolist()
    looked_at = [share >= WORTH_A_LOOK for share in shares]
    assert 5 < sum(looked_at) < 60
    # What is aligned with its twin is told anew.
    told = [share for share, anew in zip(found, looked_at, strict=True) if not anew]
    assert told == [share for share, anew in zip(shares, looked_at, strict=True) if not anew]
    assert sum(share > 0 for share in told) > 5

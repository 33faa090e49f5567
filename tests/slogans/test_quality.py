"""The scores that travel with the finder, for the section on methods of a report."""

import tomllib

from analysis.lexicon import DATA


def test_the_scores_are_whole_and_hang_together():
    table = tomllib.loads((DATA / "slogan_quality.toml").read_text(encoding="utf-8"))
    limbs = table["limbs"]
    assert limbs["low"] < limbs["f1"] < limbs["high"]
    for scores in (limbs, table["groups"], table["numeric"], table["numeric_seen"], *table["breakdown"]):
        precision, recall = scores["precision"], scores["recall"]
        assert abs(scores["f1"] - 2 * precision * recall / (precision + recall)) < 0.002
        assert scores["n"] > 0
    assert {row["by"] for row in table["breakdown"]} == {"separator", "length", "register"}
    lengths = [row["n"] for row in table["breakdown"] if row["by"] == "length"]
    assert sum(lengths) == limbs["n"]

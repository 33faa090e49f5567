"""The slogans that the real source texts are known to hold, after real reading and cleaning."""

import json
import re
import warnings

from analysis.clean import clean_documents
from analysis.errors import KoujingWarning
from analysis.load import read_documents
from analysis.segmentation import segment
from analysis.slogans import find_slogans


def bare(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_every_expected_slogan_is_among_the_hits(shared):
    seeds = shared / "corpora" / "seeds"
    expected = json.loads((seeds / "expected.json").read_text(encoding="utf-8"))["slogans"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", KoujingWarning)  # expected.json itself is no text
        cleaned = clean_documents(read_documents(seeds))
    hits = find_slogans(segment(cleaned.documents, cleaned.paragraphs))
    groups = [(source, limbs) for source, listed in expected.items() if source != "loose" for limbs in listed]
    assert len(groups) == 17
    for source, limbs in groups:
        found = [bare(text) for text in hits.loc[hits["source"] == source, "text"]]
        assert any(all(bare(limb) in text for limb in limbs) for text in found), (source, limbs)
    [first] = expected["loose"]
    points = hits[(hits["source"] == first) & (hits["family"] == "X点")]
    assert points["form"].value_counts().to_dict() == {"adjacent": 3, "loose": 1, "spread": 1}

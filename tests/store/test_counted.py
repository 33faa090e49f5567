"""A folder of counts in the place of a corpus and of its counts: the same results, from disk."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis import (
    StopWords,
    attention,
    axis_terms,
    citations,
    clean_documents,
    count_tables,
    count_terms,
    dispersion,
    distances,
    distinct,
    documents_alike,
    farthest,
    find_slogans,
    first_uses,
    keyness_by,
    open_counted,
    panel,
    read_folder,
    report,
    reuse_pairs,
    reuse_passages,
    reuse_shares,
    reuse_sources,
    segment,
    shift,
    slogan_rates,
    slogan_summary,
    standing_out,
    term_marks,
    term_rates,
    text_reuse,
    tf_idf,
    theme_hits,
)
from analysis.errors import InputError, KindError
from analysis.lexicon import OF_CLEANING
from tests.batch.test_count_tables import same


@pytest.fixture(scope="module")
def dtm(corpus):
    return count_terms(corpus)


@pytest.fixture(scope="module")
def hits(corpus):
    return find_slogans(corpus)


def test_documents_terms_and_sizes(counted, corpus, dtm):
    assert len(counted) == corpus.n_documents == counted.n_documents
    assert counted.terms == dtm.terms
    assert counted.sizes.tolist() == dtm.sizes.tolist()
    assert counted.unit == dtm.unit
    assert dict(counted.settings) == dict(dtm.settings)
    pd.testing.assert_frame_equal(counted.units, dtm.units)
    pd.testing.assert_series_equal(counted.n_han, corpus.n_han, check_names=False)
    pd.testing.assert_series_equal(counted.n_words, corpus.n_words, check_names=False)
    assert counted.totals["n"].tolist() == dtm.counts.sum(axis=0).tolist()
    assert counted.totals["n_documents"].tolist() == dtm.n_documents.tolist()
    assert repr(counted) == f"<Counted: {len(counted)} documents, {len(dtm.terms):,} terms>"
    assert f"{len(dtm.terms):,}" in counted._repr_html_()


@pytest.mark.parametrize("by", ["city", "year", "kind", "city,year", ["kind", "city"]])
def test_sums_of_groups(counted, dtm, by):
    for found, expected in ((counted.group(by), dtm.group(by)), (counted.spread(by), dtm.spread(by))):
        assert found.terms == expected.terms
        assert found.sizes.tolist() == expected.sizes.tolist()
        assert found.unit == expected.unit
        assert (found.counts != expected.counts).nnz == 0
        pd.testing.assert_frame_equal(found.units, expected.units)


@pytest.mark.parametrize("by", ["city", "kind"])
def test_keywords(counted, dtm, by):
    ranked = keyness_by(dtm, by)
    pd.testing.assert_frame_equal(tf_idf(counted, by), tf_idf(dtm, by), check_exact=True)
    pd.testing.assert_frame_equal(keyness_by(counted, by), ranked, check_exact=True)
    assert keyness_by(counted, by).attrs == ranked.attrs
    rates = term_rates(dtm, ranked, by)
    pd.testing.assert_frame_equal(term_rates(counted, ranked, by), rates, check_exact=True)


def test_blocks_of_documents_and_of_terms_are_the_whole(counted, dtm, monkeypatch):
    monkeypatch.setattr("analysis.store.counted.HELD", 50)
    monkeypatch.setattr("analysis.store.counted.TOGETHER", 2)
    terms = dtm.terms[::7]
    expected = dtm.select(terms).counts.toarray()
    rows, columns = list(counted.unit_blocks(terms)), list(counted.term_blocks(terms))
    assert min(len(rows), len(columns)) > 2
    assert np.array_equal(np.vstack([block.toarray() for block in rows]), expected)
    assert np.array_equal(np.hstack([block.toarray() for block in columns]), expected)
    assert np.array_equal(counted.select(terms).counts.toarray(), expected)
    assert list(counted.term_blocks([])) == []


def test_slogans(counted, corpus, hits):
    same(counted.hits, hits)
    rates = slogan_rates(hits, corpus)
    pd.testing.assert_frame_equal(slogan_rates(counted.hits, counted), rates, check_exact=True)
    found, expected = (slogan_summary(table, texts, "kind") for table, texts in
                       ((counted.hits, counted), (hits, corpus)))  # fmt: skip
    for name in ("rates", "formulas", "profile", "variants", "timeline", "yearly"):
        same(getattr(found, name), getattr(expected, name))


def test_panels_and_first_uses_of_slogans(counted, corpus, hits):
    cells = panel(corpus, slogans=hits)
    pd.testing.assert_frame_equal(panel(counted, slogans=counted.hits), cells, check_exact=True)
    uses = first_uses(corpus, hits, item="family")
    pd.testing.assert_frame_equal(first_uses(counted, counted.hits, item="family"), uses, check_exact=True)


@pytest.mark.parametrize("fits", [None, 3_000], ids=["at once", "some at a time"])
def test_what_is_counted_in_texts(counted, corpus, dtm, monkeypatch, fits):
    if fits:
        monkeypatch.setattr("analysis.store.documents.FITS", fits)
        assert len(list(counted.corpora())) > 5
    themes = {"航运": ["港口", "码头"], "生态": ["绿色", "-绿色通道", "污染"], "无": ["没有此词"]}
    found, expected = attention(counted, themes), attention(corpus, themes)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)
    assert found.attrs == expected.attrs == {"absent": {"无": ["没有此词"]}}
    cells = panel(corpus, terms=["港口", "服务"], by="kind")
    pd.testing.assert_frame_equal(panel(counted, terms=["港口", "服务"], by="kind"), cells, check_exact=True)
    uses = first_uses(corpus, ["港口"])
    pd.testing.assert_frame_equal(first_uses(counted, ["港口"]), uses, check_exact=True)
    marks = term_marks(corpus, dtm.terms)
    assert marks.nunique() > 3
    pd.testing.assert_series_equal(term_marks(counted, dtm.terms), marks)
    assert [text for _, text in counted] == corpus.documents["text"].tolist()


def test_one_s_own_stop_words_are_left_out(counted, corpus):
    found, expected = count_terms(counted, ["港口", "服务"]), count_terms(corpus, ["港口", "服务"])
    assert found.terms == expected.terms
    assert dict(found.settings) == dict(expected.settings)
    assert (found.held.counts != expected.counts).nnz == 0
    pd.testing.assert_frame_equal(tf_idf(found), tf_idf(expected), check_exact=True)
    with pytest.raises(InputError, match="none can be put back"):
        count_terms(counted, StopWords(["港口"], replace=True))
    with pytest.raises(InputError, match="a folder of counts has documents, and terms"):
        count_terms(counted, unit="paragraph")


def test_what_is_compared(counted, dtm):
    pd.testing.assert_frame_equal(standing_out(counted), standing_out(dtm), check_exact=True)
    pd.testing.assert_frame_equal(documents_alike(counted), documents_alike(dtm), check_exact=True)
    pd.testing.assert_frame_equal(distances(counted), distances(dtm), check_exact=True)
    pd.testing.assert_frame_equal(axis_terms(counted), axis_terms(dtm), check_exact=True)
    pair = farthest(distances(dtm, n_permutations=0))
    pd.testing.assert_frame_equal(shift(counted, *pair), shift(dtm, *pair), check_exact=True)


def test_the_most_frequent_terms_are_held_where_not_all_can_be(counted, dtm, monkeypatch):
    n = np.asarray(dtm.counts.sum(axis=0)).ravel()
    monkeypatch.setattr("analysis.store.counted.HELD", int(dtm.n_documents[n >= 7].sum()))
    assert count_terms(counted).held.terms == tuple(np.array(dtm.terms)[n >= 7])


PLANTED = "全面推进乡村振兴战略，加快建设美丽港城家园，让群众的日子越过越好。"


@pytest.fixture(scope="module")
def sharing(tmp_path_factory):
    """Nine texts of three cities that share passages, and their counts, some of each in every batch."""
    own = ["渔船全部改造", "茶园三年翻番", "古城连片修缮", "水库除险加固", "老旧小区改造", "县乡公路拓宽"]
    texts = [
        f"{own[n % 6]}，{PLANTED[: 12 + 3 * n]}{own[(n + 1) % 6]}。依照《渔业法》，{PLANTED[-14:]}"
        for n in range(9)
    ]
    rows = pd.DataFrame(
        {"city": ["青岛市", "遵义市", "兰州市"] * 3, "year": [*range(2015, 2024)], "text": texts}
    )
    folder = tmp_path_factory.mktemp("sharing")
    rows.to_csv(folder / "texts.csv", index=False)
    cleaned = clean_documents(read_folder(folder / "texts.csv").documents)
    place = count_tables(folder / "texts.csv", folder / "counts", batch_size=2, slogans=False, texts=True)
    return segment(cleaned.documents, cleaned.paragraphs), open_counted(place)


def test_shared_passages(sharing, monkeypatch):
    corpus, counted = sharing
    found = text_reuse(corpus, min_length=10)
    assert len(found) > 20
    assert found["kind"].nunique() >= 2
    shares, passages, cited = reuse_shares(found, corpus), reuse_passages(found, corpus), citations(corpus)
    # A few characters at a time, in files, as for texts that do not fit into memory.
    monkeypatch.setattr("analysis.store.documents.FITS", 100)
    monkeypatch.setattr("analysis.reuse.characters.MOST_IN_MEMORY", 50)
    monkeypatch.setattr("analysis.reuse.characters.BLOCK", 37)
    monkeypatch.setattr("analysis.reuse.grams.PER_PART", 60)
    monkeypatch.setattr("analysis.reuse.grams.AT_ONCE", 25)
    pd.testing.assert_frame_equal(text_reuse(counted, min_length=10), found, check_exact=True)
    pd.testing.assert_frame_equal(text_reuse(corpus, min_length=10), found, check_exact=True)
    pd.testing.assert_frame_equal(text_reuse(corpus, min_length=10, n_jobs=2), found, check_exact=True)
    pd.testing.assert_frame_equal(reuse_shares(found, counted), shares, check_exact=True)
    pd.testing.assert_frame_equal(reuse_passages(found, counted), passages, check_exact=True)
    pd.testing.assert_frame_equal(citations(counted), cited, check_exact=True)
    against = text_reuse(corpus[:4], corpus[4:], min_length=10)
    monkeypatch.undo()
    pd.testing.assert_frame_equal(
        text_reuse(corpus[:4], corpus[4:], min_length=10), against, check_exact=True
    )


def test_passages_of_some_texts_are_those_they_have_among_all(sharing, monkeypatch):
    corpus, counted = sharing
    whole = text_reuse(corpus, min_length=10)
    city = corpus[corpus.documents["city"] == "遵义市"]
    ids = city.documents.index
    wanted = whole[whole["doc_id"].isin(ids)].reset_index(drop=True)
    assert 0 < len(wanted) < len(whole)
    monkeypatch.setattr("analysis.reuse.grams.PER_PART", 60)
    monkeypatch.setattr("analysis.reuse.grams.AT_ONCE", 25)
    for source in (corpus, counted):
        found = text_reuse(source, min_length=10, only=ids)
        pd.testing.assert_frame_equal(found, wanted, check_exact=True)
        for table in (reuse_pairs, reuse_sources):
            every = table(whole, corpus)
            mine = every[every["group"] == "遵义市"].reset_index(drop=True)
            pd.testing.assert_frame_equal(table(found, city, everything=source), mine)
        shares = reuse_shares(whole, corpus).query("group == '遵义市'").reset_index(drop=True)
        pd.testing.assert_frame_equal(reuse_shares(found, city), shares)
        beside = reuse_passages(found, source)
        others = beside["doc_id_other"].isin(ids)
        assert len(beside) == len(found[found["kind"] != "common stock"]) - others.sum()
    against = text_reuse(corpus[:4], corpus[4:], min_length=10)
    some = text_reuse(corpus[:4], corpus[4:], min_length=10, only=ids[:1])
    expected = against[against["doc_id"] == ids[0]].reset_index(drop=True)
    pd.testing.assert_frame_equal(some, expected, check_exact=True)


def test_the_section_says_how_many_texts_were_compared_with_all(sharing, monkeypatch):
    corpus, counted = sharing
    context = report.context_of(counted, lang="en")
    assert report.reused_texts(counted, sample=corpus[:6]).n_sampled is None
    monkeypatch.setattr("analysis.report.reuse_page.COMPARED", 10)
    assert report.reused_texts(corpus).n_sampled is None
    monkeypatch.setattr("analysis.report.reuse_page.DRAWN", int(corpus.n_han.sum()) // 2)
    whole = report.reused_texts(corpus, sample=corpus)
    assert 1 < whole.n_sampled < corpus.n_documents
    assert whole.shares.groupby("group")["n_documents"].first().sum() == whole.n_sampled
    reused = report.reused_texts(counted, sample=corpus[:6])
    assert set(reused.shares["n_documents"]) == {2}
    assert set(reused.citations["doc_id"]) == {*corpus[:6].documents.index}
    assert set(reused.found["doc_id_other"].dropna()) - {*corpus[:6].documents.index}
    told = report.reuse_section(context, reused, counted).parts[0]
    assert context.say(told.key, told.values).startswith(
        "6 texts, drawn at random from each group alike, were"
    )


def test_what_needs_a_corpus_says_so(counted):
    with pytest.raises(InputError, match="holds what was found while counting"):
        find_slogans(counted, couplets=True)
    with pytest.raises(KindError, match=r"Corpus, not a Counted: theme_hits\(counted.sample\(1000\)\), of"):
        theme_hits(counted)
    with pytest.raises(KindError, match=r"Matrix, not a Counted: dispersion\(counted.matrix\(min_n=5\)\)"):
        dispersion(counted)
    assert len(dispersion(counted.matrix(min_n=5))) > 0


@pytest.mark.parametrize("call", [
    lambda counted: counted.matrix(min_n="5"), lambda counted: counted.sample("5"),
    lambda counted: counted.sample(5, seed=1.5), lambda counted: counted.select(5),
], ids=range(4))  # fmt: skip
def test_a_wrong_argument_is_told(counted, call):
    with pytest.raises(KindError, match=r"`(?:matrix|sample|select)`|^select: `terms` must be words"):
        call(counted)


def test_a_folder_of_another_version_is_to_be_counted_again(counted):
    older = replace(counted, settings={**counted.settings, "userdict": "1234"})
    with pytest.raises(InputError, match="dictionary of another version of Koujing; count them again"):
        older.sample(3)


def test_a_folder_without_counts_is_named(tmp_path):
    with pytest.raises(InputError, match="holds no counts; make them with"):
        open_counted(tmp_path)


def test_a_name_with_signs_of_a_pattern_or_of_a_query(sample_table, tmp_path):
    folder = tmp_path / "it's [1]* {a,b} 统计"
    out = count_tables(sample_table, folder, slogans=False, n_permutations=0, batch_size=10)
    assert len(open_counted(out).totals) == len(pd.read_parquet(out / "terms.parquet")) > 0


def test_a_sample_of_all_is_the_corpus(counted, corpus):
    drawn = counted.sample(10_000, by="kind")
    same(drawn.paragraphs, corpus.paragraphs)
    columns = [name for name in corpus.documents if name not in OF_CLEANING]
    same(drawn.documents[columns], corpus.documents[columns])
    assert dict(drawn.settings) == dict(corpus.settings)
    assert drawn.vocabulary.tolist() == corpus.vocabulary.tolist()
    assert drawn.token_ids.tolist() == corpus.token_ids.tolist()
    assert drawn.token_starts.tolist() == corpus.token_starts.tolist()


def test_a_sample_is_drawn_from_each_group_alike(counted, corpus):
    drawn = counted.sample(7, "city", seed=3)
    assert drawn.n_documents == 7
    assert drawn.documents["city"].value_counts().max() <= 2
    assert drawn.documents["city"].nunique() == counted.documents["city"].nunique()
    assert (drawn.documents["text"] == corpus.documents.loc[drawn.documents.index, "text"]).all()
    again = counted.sample(7, "city", seed=3)
    assert again.documents.index.tolist() == drawn.documents.index.tolist()
    others = [counted.sample(7, "city", seed=seed).documents for seed in range(6)]
    assert len({tuple(other.index) for other in others}) > 1
    assert {other["city"].nunique() for other in others} == {6}


def test_texts_that_were_not_kept_are_asked_for(sample_table, counted, tmp_path):
    out = count_tables(sample_table, tmp_path / "out", slogans=False, n_permutations=0, texts=False)
    with pytest.raises(InputError, match="the texts were not kept; count again"):
        open_counted(out).sample()
    kept = count_tables(sample_table, out, slogans=False, n_permutations=0, batch_size=4)
    assert len(list((kept / "texts").iterdir())) == len(list((kept / "counts").iterdir())) > 3
    words = tmp_path / "own.txt"
    words.write_text("港口扩建\n", encoding="utf-8")
    with pytest.raises(InputError, match="with another dictionary"):
        open_counted(kept).sample(userdict=words)
    count_tables(sample_table, out, slogans=False, n_permutations=0, texts=False)
    assert list((out / "texts").iterdir()) == []
    with pytest.raises(InputError, match="the texts were not kept; count again"):
        open_counted(out).sample()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + bytes(500) + b"PAR1"])
@pytest.mark.parametrize("name", ["counts", "documents", "settings.json"])
def test_a_damaged_file_is_said_with_its_folder(tmp_path, name, content):
    (tmp_path / "a.jsonl").write_text('{"city": "青岛市", "text": "港口扩建。"}', encoding="utf-8")
    place = count_tables(tmp_path / "a.jsonl", tmp_path / "counted", slogans=False)
    files = [place / name] if name.endswith("json") else sorted(place.rglob(f"{name}*/*.parquet"))
    for path in files or sorted(place.glob(f"{name}*.parquet")):
        path.write_bytes(content)
    with pytest.raises(InputError, match=r"counted: .*; count the texts again"):
        tf_idf(open_counted(place))


OWN = {"a/b": "0/1~", "~c": "d", 'say "so"': "'", "n_words": "7", "row": "r", "Score": "high", "kind": "通知"}


@pytest.fixture(scope="module")
def regions(sample_table, tmp_path_factory):
    """The demonstration corpus with columns of one's own under odd names, and its counts."""
    rows = pd.read_json(sample_table, lines=True).drop(columns="kind")
    rows["区域"] = ["东部" if n % 3 else "西部" for n in range(len(rows))]
    for at, (name, value) in enumerate(OWN.items()):
        rows[name] = [value if n % (at + 2) else None for n in range(len(rows))]
    rows["copies"] = [None] * (len(rows) - 1) + ["yes"]
    folder = tmp_path_factory.mktemp("regions")
    rows.to_json(folder / "texts.jsonl", orient="records", lines=True, force_ascii=False)
    cleaned = clean_documents(read_folder(folder / "texts.jsonl").documents)
    corpus = segment(distinct(cleaned.documents), cleaned.paragraphs)
    place = count_tables(folder / "texts.jsonl", folder / "counts", batch_size=4, texts=True)
    return corpus, open_counted(place)


def test_columns_of_ones_own_are_with_the_slogans(regions):
    corpus, counted = regions
    hits = find_slogans(corpus)
    assert set(hits.columns[-9:]) == {"区域", *OWN, "copies"} - {"kind"} | {"kind_given"}
    written = pd.read_parquet(counted.folder / "slogans.parquet").rename(columns={"Score_given": "Score"})
    same(written, hits)
    same(counted.hits, hits)
    pd.testing.assert_frame_equal(counted.units, count_terms(corpus).units)
    drawn = counted.sample(len(counted)).documents["n_words"]
    assert drawn.tolist() == corpus.documents.loc[drawn.index, "n_words"].tolist()


@pytest.mark.parametrize("by", ["区域", "kind", "n_words", "a/b", ["区域", "kind"], "Score"])
def test_rates_by_columns_of_ones_own(regions, by):
    corpus, counted = regions
    hits = find_slogans(corpus)
    rates = slogan_rates(hits, corpus, by)
    pd.testing.assert_frame_equal(slogan_rates(counted.hits, counted, by), rates, check_exact=True)
    pd.testing.assert_frame_equal(tf_idf(counted, by), tf_idf(count_terms(corpus), by), check_exact=True)
    cells = panel(corpus, slogans=hits, by=by)
    found = panel(counted, slogans=counted.hits, by=by).rename(columns={"n_words_given": "n_words"})
    pd.testing.assert_frame_equal(found, cells, check_exact=True)


def test_keyness_that_was_kept_is_what_the_texts_say(counted, dtm, monkeypatch):
    asked = {"n_permutations": 999, "seed": 1}
    expected = keyness_by(dtm)
    kept = counted.kept_keyness("city", **asked)
    pd.testing.assert_frame_equal(kept, expected, check_exact=True)
    assert kept.attrs == expected.attrs
    assert counted.kept_keyness("city", 999, 2) is None
    assert counted.kept_keyness("city", 99, 1) is None
    assert counted.kept_keyness("year", **asked) is None
    assert replace(counted, copies="all").kept_keyness("city", **asked) is None
    assert counted.without(["发展"]).kept_keyness("city", **asked) is None
    monkeypatch.setattr("analysis.store.counted.__version__", "another")
    assert counted.kept_keyness("city", **asked) is None

"""Terms that are unfit for a headline; marks of names are tried in test_standing_out.py."""

from analysis import read_texts, segment, term_marks


def test_what_mostly_stands_in_names_of_offices_tells_who_acts():
    """生态环境 stands in two such names of three, 教育 in one of two: half is not most."""
    text = "生态环境部门检查渔港，市生态环境局抽查。保护生态环境。教育局开会，发展教育。"
    corpus = segment(read_texts([text]))
    marks = term_marks(corpus, ["生态环境", "教育", "财政"])
    assert marks.to_dict() == {"生态环境": "office", "教育": "", "财政": ""}

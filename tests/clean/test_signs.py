import pytest

from analysis.clean import clean_documents
from analysis.clean.records import Line, asked_again, rewrite
from analysis.clean.signs import has, look_at, sign
from analysis.load import read_texts

STARS, DASHES = sign("[★☆]"), sign("[—–]+")


@pytest.mark.parametrize("seen", [(), ("★简讯", "港口—铁路", "港口", "", "📎港口")])
def test_the_signs_of_a_line_are_the_same_whether_looked_at_before_or_not(seen):
    look_at(seen)
    assert has("★简讯", STARS)
    assert not has("★简讯", DASHES)
    assert has("港口—铁路", STARS | DASHES)
    assert not has("港口", STARS | DASHES)
    assert has("📎港口", STARS), "a character beyond the first plane may be any sign"
    assert not has("", STARS)


def test_a_rule_is_not_asked_about_lines_without_its_signs():
    asked = []

    def change(text):
        asked.append(text)
        return text.replace("★", ""), ["★ "]

    kept, entries = rewrite("stars", [Line("★简讯", 1, 1), Line("港口", 2, 2)], change, STARS)
    assert asked == ["★简讯"]
    assert [line.text for line in kept] == ["简讯", "港口"]
    assert [entry.first_line for entry in entries] == [1]


def test_a_rule_asked_again_about_the_same_lines_gives_lists_of_its_own():
    times = []
    step = asked_again(lambda lines: (times.append(1), rewrite("none", lines, lambda text: (text, [])))[1])
    lines = [Line("港口扩建。", 1, 1)]
    first = step(lines)
    first.lines.clear()
    assert step(lines).lines == lines
    assert len(times) == 1


def test_each_text_is_cleaned_as_if_alone():
    texts = ["营商[2]环境。", "０３月２６日 ，”试点“启动。", "優化環境，促進發展。", "港口\u200b扩建。"]
    together = clean_documents(read_texts(texts)).documents["text"].tolist()
    assert together == [clean_documents(read_texts([text])).documents["text"].item() for text in texts]
    assert together == ["营商环境。", "03月26日，“试点”启动。", "优化环境，促进发展。", "港口扩建。"]

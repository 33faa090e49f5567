import pytest

from analysis.load.gate.markup import without_markup

MAIL = ["路修好了，灯也亮了，", "夜里出门不再摸黑，", "孩子上学不再蹚水。"]


@pytest.mark.parametrize("mark", ["> ", ">", ">> ", "> > "])
@pytest.mark.parametrize("above", ["", "王工：\n\n"])
def test_the_marks_of_quoted_mail_go(mark, above):
    given = above + "\n".join([mark + MAIL[0], mark + MAIL[1], mark.strip(), mark + MAIL[2]])
    assert without_markup(given).text == above + f"{MAIL[0]}\n{MAIL[1]}\n\n{MAIL[2]}"


@pytest.mark.parametrize(
    "text", ["> 首页\n> 新闻\n> 公告", "甲 > 乙，丙\n> 路修好了，灯也亮了，不再摸黑。", "> 3\n> 5\n> 8"]
)
def test_links_and_single_lines_stay(text):
    assert without_markup(text).text == text

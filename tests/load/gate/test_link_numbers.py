from analysis.load.gate.link_numbers import without_link_numbers

PAGE = (
    "[1]首页  [2]走进江县  [3]要闻\n当前位置： [4]首页 / [5]要闻\n江县修路\n来源： 某局　点击：[6]收藏\n"
    "全县修路三百里。\n[7]打印 [8]关闭\nReferences\nVisible links:\n1. http://a.example/\n2. http://b.example/\n"
)


def test_numbers_of_links_and_their_list_go() -> None:
    text, n = without_link_numbers(PAGE)
    assert n == 8
    assert text.startswith("首页  走进江县  要闻\n当前位置： 首页 / 要闻")
    assert text.endswith("打印 关闭\n")


def test_marks_of_notes_and_their_list_stay() -> None:
    marks = "".join(f"修路[{i}]点灯，" for i in range(1, 9))
    notes = "\n".join(f"[{i}]说明" for i in range(1, 9))
    for text in (marks, f"{'全县修路。' * 100}\n{notes}", f"{marks}\n{notes}"):
        assert without_link_numbers(text) == (text, 0)

import pytest

from analysis.load.several.parted import parted_texts

BODY = "全县修通村道三百里，路灯都亮了，清塘改厕、立碑种树样样不落。村村都有了路，户户都有了灯。"


@pytest.mark.parametrize(
    "labels",
    [
        ("【第1篇】柳州市 2020", "【第2篇】柳州市 2021", "【第3篇】桂林市 2020"),
        ("第一篇：柳州市", "第二篇：桂林市", "第三篇：三江县"),
        ("文件名：柳州_甲.txt", "文件名：柳州_乙.txt", "文件名：某文.docx"),
        ("===== 柳州市2020年 =====", "===== 桂林市2020年 =====", "===== 梧州市2020年 ====="),
    ],
)
def test_texts_below_lines_that_name_them_are_parted(labels: tuple[str, ...]) -> None:
    whole = "\n==========\n".join(f"{label}\n{BODY}" for label in labels)
    items = parted_texts(f"-----\n{whole}", 3)
    assert [item.text for item in items] == [BODY] * 3
    assert [item.line for item in items] == [5, 8, 11]
    assert all(item.named and item.named in label for item, label in zip(items, labels, strict=True))


@pytest.mark.parametrize(
    "labels",
    [
        ("第一篇 发展环境", "第二篇 总体要求"),
        ("第一篇 柳州市工业", "第二篇 柳州市农业"),
        ("【第1篇】柳州市 2020", "【第2篇】柳州市 2020"),
        ("文件名：甲.txt", "文件名：甲.txt"),
        ("=====", "====="),
        ("【第1篇】柳州市 2020", "正文"),
    ],
)
def test_parts_of_one_text_stay_together(labels: tuple[str, ...]) -> None:
    assert parted_texts("\n".join(f"{label}\n{BODY}" for label in labels)) == []


def test_a_label_within_a_text_or_above_nothing_parts_none() -> None:
    first, second = "【第1篇】柳州市", "【第2篇】桂林市"
    assert parted_texts(f"{BODY}\n{first}\n{BODY}\n{second}\n{BODY}") == []
    assert parted_texts(f"{first}\n{second}\n{BODY}") == []

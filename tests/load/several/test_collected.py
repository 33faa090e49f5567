from collections.abc import Callable

import pytest

from analysis import read_folder
from analysis.load.several.collected import collected_texts

MATTERS = ("修好村道", "管好河塘", "办好食堂")


def body(matter: str) -> list[str]:
    return [
        f"为{matter}，经市政府同意，现就有关事项通知如下：",
        "一、把账本摆出来",
        f"年内{matter}三百处，逐处挂牌、逐处销号，分管的副市长每月到现场看一遍，百姓说好才算好。",
        "二、把人手派下去",
        "各县各镇都要有专人，电话贴在村口，雨天雪天不断线。",
    ]


def notice(k: int, form: str) -> list[str]:
    office, matter, number = "甲市人民政府办公室", MATTERS[k], f"甲政办发〔2023〕{k + 3}号"
    title = f"{office}关于{matter}的通知"
    head = {
        "below": [title, number, "各县（市、区）人民政府，市直各部门："],
        "above": [number, "", title, "各县（市、区）人民政府，市直各部门："],
        "two lines": [office, f"关于{matter}的通知", number, "各区人民政府："],
        "addressed": [title, "各县（市、区）人民政府，市直各部门："],
        "masthead": ["甲市人民政府办公室文件", number, title, "各县人民政府："],
    }[form]
    return [*head, *body(matter), office, f"2023年{k + 2}月1{k}日"]


def law(k: int, note: bool) -> list[str]:
    name = ("河塘管理条例", "村道管理规定", "食堂管理办法")[k]
    told = [f"（2019年5月{k + 1}日甲市人民代表大会常务委员会第{k + 3}次会议通过）"] if note else []
    return [
        f"甲市{name}", *told, "第一章　总则", "第一条　为了把事情办好，结合本市实际，制定本办法。",
        "第二条　市人民政府每年向市民报告一次，听取意见，改进工作，所需的钱列入预算，不得挪作他用。",
        "第三条　本办法自2020年1月1日起施行。",
    ]  # fmt: skip


def speech(k: int, form: str) -> list[str]:
    title = f"在全市{MATTERS[k]}现场会上的讲话"
    below = {
        "day": [f"（2023年{k + 3}月6日）"],
        "speaker": ["市委书记　张　明", f"（2023年{k + 3}月6日）"],
        "salutation": [],
    }[form]
    words = f"今天请大家来看一看、比一比。{MATTERS[k]}这件事，去年做了一半，今年要做完，谁也不许掉队。"
    return [title, *below, "同志们：", words, "就讲这些，谢谢大家，散会以后各自回去把事情办好。"]


@pytest.mark.parametrize("form", ["below", "above", "two lines", "addressed", "masthead"])
def test_notices_one_after_the_other_are_parted(form: str) -> None:
    lines = [line for k in range(3) for line in notice(k, form)]
    items, said = collected_texts("\n".join(lines), 5)
    assert [item.stated["title"] for item in items] == [f"甲市人民政府办公室关于{m}的通知" for m in MATTERS]
    assert "\n".join(item.text for item in items) == "\n".join(lines)
    assert [item.line for item in items] == [5 + k * len(lines) // 3 for k in range(3)]
    numbers = [f"甲政办发〔2023〕{k + 3}号" for k in range(3)]
    assert form == "addressed" or [item.further["发文字号"] for item in items] == numbers
    assert [one.code for one in said] == ["collection_parted"]


@pytest.mark.parametrize("is_above", [True, False])
def test_titles_of_any_words_beside_their_numbers_are_parted(is_above: bool) -> None:
    names = [("修好村道行动计划",), ("河塘管理", "三年行动方案"), ("甲市人民政府", "关于办好食堂的意见")]
    lines, front = [], ["目录"]
    for k, name in enumerate(names):
        number = f"甲政发〔2023〕{k + 3}号"
        lines += [number, *name] if is_above else [*name, number]
        lines += [*body(MATTERS[k])[1:], "甲市人民政府", f"2023年{k + 2}月1{k}日"]
        front.append(f"{''.join(name)}……………（{k + 2}）")
    items, _ = collected_texts("\n".join(front + lines))
    assert [item.stated["title"] for item in items] == ["".join(name) for name in names]
    assert "\n".join(item.text for item in items) == "\n".join(lines)


@pytest.mark.parametrize("note", [True, False])
def test_laws_one_after_the_other_are_parted(note: bool) -> None:
    items, _ = collected_texts("\n".join(line for k in range(3) for line in law(k, note)))
    assert [item.text.split("\n") for item in items] == [law(k, note) for k in range(3)]


@pytest.mark.parametrize("form", ["day", "speaker", "salutation"])
def test_speeches_one_after_the_other_are_parted(form: str) -> None:
    items, _ = collected_texts("\n".join(line for k in range(3) for line in speech(k, form)))
    assert [item.text.split("\n") for item in items] == [speech(k, form) for k in range(3)]


def test_a_title_and_contents_of_the_whole_are_no_text() -> None:
    front = ["甲市文件汇编", "目录", *(f"甲市人民政府办公室关于{m}的通知" for m in MATTERS)]
    items, _ = collected_texts("\n".join(front + [line for k in range(3) for line in notice(k, "above")]))
    assert [item.text.split("\n")[0] for item in items] == [f"甲政办发〔2023〕{k + 3}号" for k in range(3)]


def test_what_is_passed_on_or_attached_belongs_to_the_text_above() -> None:
    passing = [
        "甲市人民政府办公室转发乙省人民政府办公厅关于修好村道的通知", "甲政办发〔2023〕9号", "各县人民政府：",
        "现将通知转发给你们，请照此把今年的事情办好。", "甲市人民政府办公室", "2023年5月6日",
        "乙省人民政府办公厅关于修好村道的通知", "乙政办发〔2023〕2号", "各市人民政府：", *body("修好村道"),
        "乙省人民政府办公厅", "2023年4月20日",
    ]  # fmt: skip
    assert collected_texts("\n".join(passing)) == ([], ())
    otherwise = [
        line.replace("关于修好村道", "关于进一步修好村道") if k > 5 else line
        for k, line in enumerate(passing)
    ]
    assert collected_texts("\n".join(otherwise)) == ([], ())
    attached = [*notice(0, "below"), "附件：", *notice(1, "below")]
    assert collected_texts("\n".join(attached)) == ([], ())
    method = [*notice(0, "below"), "甲市村道管理办法", *law(1, False)[1:]]
    assert collected_texts("\n".join(method)) == ([], ())
    assert collected_texts("\n".join([*law(0, True), "附：", *law(1, True)])) == ([], ())
    plan = [*notice(0, "below"), "附件1", *law(1, True), "附件2", *law(2, True)]
    assert collected_texts("\n".join(plan)) == ([], ())


def test_a_paragraph_that_ends_in_a_colon_addresses_nobody() -> None:
    measures = [
        "甲市关于修好村道的若干措施",
        "为让百姓出门有好路，根据省里的要求，结合本市实际，制定以下措施：",
    ]
    assert collected_texts("\n".join([*notice(0, "below"), *measures, *body("修好村道")[1:]])) == ([], ())


def test_texts_below_running_text_are_told_not_parted() -> None:
    preface = "这本册子收了去年发过的几份通知，翻一翻就知道做了哪些事、还差哪些事。错处请指出来。"
    whole = [preface, *(line for k in range(2) for line in notice(k, "below"))]
    items, said = collected_texts("\n".join(whole))
    assert items == []
    assert [(one.code, one.values["count"]) for one in said] == [("perhaps_several", 2)]


def test_a_law_within_another_that_has_no_head_is_told() -> None:
    lines = [*law(0, True), "某某实施", *law(1, True)[2:], *law(2, True)]
    items, said = collected_texts("\n".join(lines))
    assert len(items) == 2
    assert [one.code for one in said] == ["collection_parted", "perhaps_several"]


def test_notices_in_a_word_document_have_dates_of_their_own(
    put: Callable[..., object], make_docx: Callable[..., bytes], tmp_path: object
) -> None:
    put("甲市2023年汇编.docx", make_docx(*(line for k in range(3) for line in notice(k, "below"))))
    documents = read_folder(str(tmp_path)).documents
    assert list(documents["date"]) == ["2023-02-10", "2023-03-11", "2023-04-12"]
    assert list(documents["发文字号"]) == [f"甲政办发〔2023〕{k + 3}号" for k in range(3)]


def test_notices_on_a_page_saved_by_word_are_parted(put: Callable[..., object], tmp_path: object) -> None:
    lines = [line for k in range(3) for line in notice(k, "two lines")]
    put("汇编.doc", f"<html><body>{''.join(f'<p>{line}</p>' for line in lines)}</body></html>")
    assert len(read_folder(str(tmp_path)).documents) == 3


def test_laws_below_fields_of_a_data_base_keep_them(put: Callable[..., object], tmp_path: object) -> None:
    fields = ["【发布部门】甲市人大（含常委会）", "【时效性】现行有效", "【效力级别】设区的市地方性法规"]
    whole = [line for k in range(2) for line in (law(k, True)[0], *fields, *law(k, True)[1:])]
    put("法规.txt", "\n".join(whole))
    documents = read_folder(str(tmp_path)).documents
    assert list(documents["publisher"]) == ["甲市人大（含常委会）"] * 2
    assert list(documents["时效性"]) == ["现行有效"] * 2


def test_the_source_of_one_text_is_not_that_of_the_others(tmp_path):
    """What stands below the first title is said of the first text, though it is all that the page states."""
    heads = [("赣州", "2021-03-04"), ("绵阳", "2021-05-06")]
    lines = []
    for (city, day), matter in zip(heads, MATTERS, strict=False):
        lines += [f"关于{matter}的通知", f"发布日期：{day}　来源：{city}日报", *body(matter)]
    for name, page in (("a.html", "".join(f"<p>{line}</p>" for line in lines)), ("b.txt", "\n".join(lines))):
        (tmp_path / name).write_text(page, encoding="utf-8")
    documents = read_folder(tmp_path).documents
    assert documents["city"].tolist() == ["赣州市", "绵阳市"] * 2
    assert documents["publisher"].tolist() == ["赣州日报", "绵阳日报"] * 2


def test_a_source_below_the_title_of_one_is_not_that_of_all_of_a_page(tmp_path):
    lines = [*notice(0, "below")[:2], "来源：赣州日报", *notice(0, "below")[2:], *notice(1, "below")]
    page = "".join(f"<p>{line}</p>" for line in lines)
    whole = f"<html><head><title>文件汇编</title></head><body>{page}</body></html>"
    (tmp_path / "a.html").write_text(whole, encoding="utf-8")
    documents = read_folder(tmp_path).documents
    assert documents["publisher"].tolist() == ["赣州日报", "甲市人民政府办公室"]

import pandas as pd
import pytest

from analysis.load import read_folder

TEXT = "现在，我代表市人民政府报告工作。"


def test_a_folder_named_like_a_city_counts_as_its_city(put) -> None:
    for name in ("柳州/a.txt", "浙江/b.txt", "浙江/温州/龙湾区/c.txt", "鼓楼区/d.txt", "2023年/e.txt"):
        root = put(name, TEXT).parents[len(name.split("/")) - 1]
    documents = read_folder(root).documents.sort_values("source")
    rows = documents.set_index(documents["source"].str[-5])[["city", "district", "province", "city_from"]]
    assert rows.astype(object).where(rows.notna(), None).T.to_dict("list") == {
        "a": ["柳州市", None, "广西壮族自治区", "folder"],
        "b": [None, None, "浙江省", None],
        "c": ["温州市", "龙湾区", "浙江省", "district"],
        "d": [None, None, None, None],
        "e": [None, None, None, None],
    }
    files = read_folder(root).files.set_index("file")
    assert "福建省福州市鼓楼区" in files.loc["鼓楼区/d.txt", "warnings"]


@pytest.mark.parametrize(("name", "text", "expected"), [
    ("柳州市_2024.txt", TEXT, ("柳州市", "file name", 2024, "file name", None)),
    ("a.txt", "来源：柳州日报 时间：2021-08-24\n", ("柳州市", "page", 2021, "date", "2021-08-24")),
    ("a.txt", f"2021年温州市治水要点\n{TEXT}", ("温州市", "title", 2021, "title", None)),
    ("a.txt", f"温州市2021年治水总结\n{TEXT}", ("温州市", "title", None, None, None)),
    ("a.txt", f"温州市推进治水\n{TEXT}", ("温州市", "title", None, None, None)),
    ("柳州_2024.txt", "来源：桂林日报 时间：2023-12-31\n", ("柳州市", "file name", 2024, "file name", None)),
    ("a.txt", "我市推进治水，全市动员。", (None, None, None, None, None)),
    ("a.txt", f"朝阳区推进治水\n{TEXT}", (None, None, None, None, None)),
    ("a.txt", f"北京市朝阳区推进治水\n{TEXT}", ("北京市", "district", None, None, None)),
    ("a.txt", "街道讯\n8月23日，会议召开。", (None, None, None, None, None)),
])  # fmt: skip
def test_evidence_in_its_order(put, name: str, text: str, expected: tuple[object, ...]) -> None:
    row = read_folder(put(name, text)).documents.astype(object).iloc[0]
    found = row[["city", "city_from", "year", "year_from", "date"]]
    assert tuple(None if pd.isna(value) else value for value in found) == expected


def test_conflicts_and_doubts_are_shown_in_both_languages(put) -> None:
    path = put("柳州市_2024.txt", f"治水见成效\n来源：桂林日报\n{TEXT}")
    assert read_folder(path).files["warnings"].tolist() == [
        "the page names 桂林市, but stronger evidence points to 柳州市"
    ]
    assert read_folder(path, lang="zh").files["warnings"].tolist() == [
        "页面提到桂林市，但更可靠的依据指向柳州市"
    ]


def test_a_row_that_states_only_its_province_is_the_province_s(put) -> None:
    table = (
        "province,city,title,text\n广东省,,广州南沙条例,正文\n广东省,广州,某条例,正文\n,,广州市条例,正文\n"
    )
    documents = read_folder(put("t.csv", table)).documents
    assert documents["city"].tolist() == [None, "广州市", "广州市"]
    assert documents["province"].tolist() == ["广东省"] * 3
    assert documents["city_from"].tolist() == [None, "table", "title"]


def test_articles_of_a_page_share_its_city(put) -> None:
    long = (
        "辽源市干部群众一起动手，村容村貌焕然一新，全市上下都说日子越过越舒心，我市还要接着干，让辽源更美。"
    )
    first = f"河道治理见成效\n本报记者 张三\n{long}"
    page = f"{first}\n\n栽花种草忙起来\n本报讯（记者 李四）近日，一起栽花。\n{long}"
    documents = read_folder(put("p.txt", page)).documents
    assert documents["city"].tolist() == ["辽源市", "辽源市"]
    assert documents["city_from"].tolist() == ["body", "body"]
    assert documents["title"].tolist() == ["河道治理见成效", "栽花种草忙起来"]
    assert documents.index.tolist() == ["p", "p#2"]


def test_a_file_shows_what_its_documents_have_in_common(put) -> None:
    table = "city,title,text\n柳州,甲,正文\n,柳州市条例,正文\n"
    row = read_folder(put("t.csv", table)).files.iloc[0]
    assert row[["n_documents", "city", "city_from", "date", "date_from"]].tolist() == [
        2, "柳州市", "table, title", None, None,
    ]  # fmt: skip
    row = read_folder(put("t.csv", table.replace("柳州,", "桂林,"))).files.iloc[0]
    assert row[["city", "city_from"]].tolist() == [None, None]


def test_the_year_of_a_folder_counts_where_nothing_better_does(put, tmp_path) -> None:
    body = "全县推进农村改厕，建管并重，群众得了实惠。"
    for name in (
        "2019/柳州市.txt",
        "2018年报告/桂林.txt",
        "2017-2018/北海市.txt",
        "2019-03-04/钦州市.txt",
        "2016/玉林市_2015.txt",
    ):
        put(name, body)
    documents = read_folder(tmp_path).documents
    found = {
        row.city: (None if pd.isna(row.year) else int(row.year), row.year_from)
        for row in documents.itertuples()
    }
    assert found == {
        "柳州市": (2019, "folder"), "桂林市": (2018, "folder"), "北海市": (None, None),
        "钦州市": (None, None), "玉林市": (2015, "file name"),
    }  # fmt: skip


def test_a_former_place_is_told_with_what_it_is_today(put, tmp_path) -> None:
    put("巢湖市_2008.txt", "全市推进农村改厕，建管并重，群众得了实惠。")
    files = read_folder(tmp_path).files
    assert files["city"].tolist() == ["巢湖市"]
    assert files["warnings"].tolist() == [
        "巢湖市 is a former place name (until 2011); today it is 合肥市、芜湖市、马鞍山市"
    ]


def test_a_former_city_without_its_ending_counts_while_it_was_one(put, tmp_path) -> None:
    for name in ("莱芜_2015.txt", "莱芜_2022.txt", "澳門特別行政區2021年施政報告.txt"):
        put(name, "本市推进农村改厕，建管并重，群众得了实惠。")
    put("t.csv", "城市,年份,正文\n莱芜,2015,修好村道三百里。\n莱芜,2022,点亮路灯五千盏。\n")
    documents = read_folder(tmp_path).documents
    former = documents[documents["province"] == "山东省"]
    assert sorted(zip(former["year"], former["city"], strict=True)) == [
        (2015, "莱芜市"), (2015, "莱芜市"), (2022, "济南市"), (2022, "济南市"),
    ]  # fmt: skip
    assert documents["province"].tolist().count("澳门特别行政区") == 1


def test_one_place_in_passing_is_not_called_several(put) -> None:
    path = put("a.csv", "标题,正文\n外地记者眼中的武汉长假,长假已经过半，各地游客不断。\n")
    (said,) = read_folder(path, lang="zh").files["warnings"]
    assert said == "标题提到武汉市，但看不出文本是否出自该地；如果是，请在 documents.csv 中写明城市"


def test_folders_into_which_a_table_is_parted_state_their_value(put) -> None:
    words = "本市修好村道三百里，点亮路灯五千盏。"
    put("city=柳州市/part-0.txt", words)
    root = put("year=2019/city=%E6%A1%82%E6%9E%97%E5%B8%82/part-0.txt", words).parents[2]
    documents = read_folder(root).documents
    assert documents["city"].tolist() == ["柳州市", "桂林市"]
    assert documents["year"].dropna().tolist() == [2019]


def test_what_a_paper_tells_of_an_autonomous_prefecture_is_of_that(put) -> None:
    lines = [
        "恩施州群众喜迁新居",
        "来源：宁波晚报　2021-05-28",
        "恩施州最后一批群众住进新楼房，医院同步启用。",
    ]
    root = put("a.txt", "\n".join(lines)).parent
    put("b.txt", "\n".join(["宁波帮扶见成效", lines[1], "宁波派出干部到恩施帮扶，群众得到实惠。"]))
    documents = read_folder(root).documents.sort_values("source")
    assert documents["city"].tolist() == ["恩施土家族苗族自治州", "宁波市"]


def test_regions_of_the_rank_of_provinces_are_cities_where_they_are_stated(put) -> None:
    text = "港口扩建加快，与香港往来更多。"
    put("a/香港_2022.txt", text)
    put("a/澳门/报告.txt", text)
    put("a/深圳市_2022.txt", text)
    root = put("a/广东省.txt", text).parent
    documents = read_folder(root).documents.set_index("source")
    found = (
        documents[["city", "province"]].astype(object).where(documents[["city", "province"]].notna(), None)
    )
    assert found.T.to_dict("list") == {
        "香港_2022.txt": ["香港特别行政区", "香港特别行政区"],
        "澳门/报告.txt": ["澳门特别行政区", "澳门特别行政区"],
        "深圳市_2022.txt": ["深圳市", "广东省"],
        "广东省.txt": [None, "广东省"],
    }

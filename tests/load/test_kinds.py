# ruff: noqa: E501
"""Files as people have them, kind by kind: one row each, read and cleaned as a user's folder is."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import clean_documents, read_folder

HEAD = "城市,年份,正文\n"
LONG = "各区都要修路，各镇都要铺石，年底以前完成，完成以后报市里备案，备案以后公布。"

FILES: list[tuple[str, str, list[tuple[str | None, str]]]] = [
    # Quotation marks inside quoted cells that are not doubled, and such as never close.
    ("inner.csv", HEAD + '甲市,2021,"“十四五"时期，修路。"\n', [("甲市", "“十四五”时期，修路。")]),
    ("inner_lines.csv", HEAD + '甲市,2021,"“十四五"时期，修路。\n铺石。"\n', [("甲市", "“十四五”时期，修路。\n铺石。")]),
    (
        "open.csv",
        HEAD + '甲市,2021,"修路。\n铺石。\n乙市,2021,"点灯。\n换灯。"\n丙市,2021,改厕。\n',
        [("甲市", "修路。\n铺石。"), ("乙市", "点灯。\n换灯。"), ("丙市", "改厕。")],
    ),
    (
        "half.csv",
        '城市,标题,正文\n甲市,路,"修路。\n铺石。"\n乙市,"十四五”规划,"点灯。\n换灯。"\n丙市,厕,"改厕。\n改水。"\n',
        [("甲市", "修路。\n铺石。"), ("乙市", "点灯。\n换灯。"), ("丙市", "改厕。\n改水。")],
    ),
    (
        "half_far.csv",
        '标题,城市,年份,正文\n"十四五”规划,乙市,2021,"点灯。\n换灯。"\n路,丙市,2021,"改厕，\n改水。"\n',
        [("乙市", "点灯。\n换灯。"), ("丙市", "改厕，\n改水。")],
    ),
    ("inner_half.csv", '城市,年份,正文\n甲市,2021,"修路。获得"好评\n乙市,2021,铺石。\n', [("甲市", '修路。获得"好评'), ("乙市", "铺石。")]),
    ("paragraphs.jsonl", '{"doc":"绍兴市2021","para_no":2,"para":"铺石。"}\n{"doc":"绍兴市2021","para_no":1,"para":"修路。"}\n', [("绍兴市", "修路。\n铺石。")]),
    ("letter.csv", "省份,areaName,正文\n苏,NANJING,修路。\n", [("南京市", "修路。")]),
    # Merged cells that became blanks, and rows that explain the columns.
    ("merged.csv", HEAD + "甲市,2021,修路。\n,2022,铺石。\n乙市,2021,点灯。\n,2022,换灯。\n", [("甲市", "修路。"), ("甲市", "铺石。"), ("乙市", "点灯。"), ("乙市", "换灯。")]),
    ("numbered.csv", "序号,城市,类别,正文\n1,甲市,路,修路。\n,,石,铺石。\n2,乙市,灯,点灯。\n,,灯,换灯。\n", [("甲市", "修路。"), ("甲市", "铺石。"), ("乙市", "点灯。"), ("乙市", "换灯。")]),
    # Texts over several rows or lines, and a table on its side.
    ("over_rows.csv", HEAD + "甲市,2021,修路。\n,,铺石。\n乙市,2021,点灯。\n,,换灯。\n,,改厕。\n", [("甲市", "修路。\n铺石。"), ("乙市", "点灯。\n换灯。\n改厕。")]),
    ("over_lines.csv", HEAD + "甲市,2021,全县今年修路三百里。\n村村都已铺上石子。\n乙市,2021,全县今年点灯五千盏。\n数据来源：各县的年终报告。\n", [("甲市", "全县今年修路三百里。\n村村都已铺上石子。"), ("乙市", "全县今年点灯五千盏。")]),
    ("side.csv", "城市,甲市,乙市\n年份,2021,2022\n正文,修路。,铺石。\n", [("甲市", "修路。"), ("乙市", "铺石。")]),
    ("blank.csv", HEAD + "甲市,2021,修路。\n,2021,铺石。\n乙市,2021,点灯。\n,2021,换灯。\n", [("甲市", "修路。"), (None, "铺石。"), ("乙市", "点灯。"), (None, "换灯。")]),
    ("issued.csv", "城市,年份,发文机关,正文\n甲市,2021,甲市政府,修路。\n,2022,国务院,铺石。\n乙市,2021,乙市政府,点灯。\n,2022,某部,换灯。\n", [("甲市", "修路。"), (None, "铺石。"), ("乙市", "点灯。"), (None, "换灯。")]),
    ("one_blank.csv", HEAD + "甲市,2021,修路。\n,2022,铺石。\n乙市,2021,点灯。\n", [("甲市", "修路。"), (None, "铺石。"), ("乙市", "点灯。")]),
    ("marked.csv", "城市,年份,正文\n'甲市,=\"2021\",'修路。\n", [("甲市", "修路。")]),
    ("sections.csv", "城市,年份,工作回顾,主要任务,保障措施\n" + "".join(f"{c}市,2021,{LONG},{LONG}点灯。,{LONG}改厕。\n" for c in "甲乙"), [(f"{c}市", f"{LONG}\n{LONG}点灯。\n{LONG}改厕。") for c in "甲乙"]),
    ("told.csv", HEAD + "（填全称）,（四位数字）,（粘贴全文）\n甲市,2021,修路。\n", [("甲市", "修路。")]),
    ("types.csv", HEAD + "string,int,text\n示例：某市,例如：2020,请填写全文\n甲市,2021,修路。\n", [("甲市", "修路。")]),
    ("twice.csv", HEAD + "city,year,text\n甲市,2021,修路。\n", [("甲市", "修路。")]),
    ("relation.json", '[{"city":{"data":{"id":1,"attributes":{"name":"甲市"}}},"text":"修路。"},{"city":[{"id":2,"label":"乙市"}],"text":"铺石。"}]', [("甲市", "修路。"), ("乙市", "铺石。")]),
    ("wide.csv", "城市，正文\n甲市，修路，铺石。\n", [("甲市", "修路，铺石。")]),
    ("hash.csv", "城市#正文\n甲市#修路，铺石。\n", [("甲市", "修路，铺石。")]),
    # Delimiters, headers and columns as programs and people make them.
    ("dollar.csv", "城市$正文\n甲市$修路，铺石。\n", [("甲市", "修路，铺石。")]),
    ("hive.txt", "城市\x01正文\n甲市\x01修路，铺石。\n", [("甲市", "修路，铺石。")]),
    ("bar.txt", "城市｜正文\n甲市｜修路，铺石。\n", [("甲市", "修路，铺石。")]),
    ("bars.csv", "城市||正文\n甲市||修路|铺石，:网址。\n", [("甲市", "修路|铺石，:网址。")]),
    ("tabs.txt", "城市\t|正文\n甲市\t|修路，铺石。\n", [("甲市", "修路，铺石。")]),
    ("colons.csv", '"城市"::"正文"\n"甲市"::"修路：1::2。\n铺石。"\n', [("甲市", "修路：1::2。\n铺石。")]),
    ("escape.txt", "城市\\t正文\n甲市\\t修路，铺石。\n", [("甲市", "修路，铺石。")]),
    ("three.txt", "城市|#|正文\n甲市|#|修路，铺石#。\n", [("甲市", "修路，铺石#。")]),
    ("gaps.csv", "城市,,正文\n甲市,1,修路。\n乙市,,铺石。\n", [("甲市", "修路。"), ("乙市", "铺石。")]),
    ("times.csv", f"id×biaoti×nr\n1×2×{LONG}\n2×3×{LONG}\n", [(None, LONG)] * 2),
    ("plain.txt", "id##biaoti##nr\n" + f"1##路##{LONG}\n" * 3, [(None, LONG)] * 3),
    ("caret.txt", f"青岛市^2021^{LONG}\n" * 3, [("青岛市", LONG)] * 3),
    ("law.xml", "<?xml version='1.0'?><law><title>修路条例</title><article>第一条 修路。</article><article>第二条 铺石。</article></law>", [(None, "第一条 修路。\n第二条 铺石。")]),
    ("scripts.txt", "var a = 1;\nfunction f(){return a;}\n{{title}}\n" + LONG + "\n", [(None, LONG)]),
    ("keys.txt", "标题: 修路\n各区都要修路。\n说明: |\n  各镇都要铺石。\n", [(None, "标题: 修路\n各区都要修路。\n说明: |\n各镇都要铺石。")]),
    ("slash.txt", "城市/年份/正文\n甲市/2021/修路/铺石。\n", [("甲市", "修路/铺石。")]),
    ("backslash.csv", HEAD + '甲市,2021,"修\\"路\\"，铺石。"\n', [("甲市", '修"路"，铺石。')]),
    ("again.csv", HEAD + "甲市,2021,修路。\n城市,年份,正文\n乙市,2021,铺石。\n", [("甲市", "修路。"), ("乙市", "铺石。")]),
    ("below.csv", "各市材料\n\n\n" + HEAD + "甲市,2021,修路，再修路。\n", [("甲市", "修路，再修路。")]),
    ("none.csv", "青岛市,2021,各区都要修路，各镇都要铺石，年底以前完成，完成以后报市里备案，备案以后公布。\n" * 2, [("青岛市", "各区都要修路，各镇都要铺石，年底以前完成，完成以后报市里备案，备案以后公布。")] * 2),
    ("parts.csv", "城市,正文1,正文2\n甲市,修路。,铺石。\n乙市,点灯。,\n", [("甲市", "修路。\n铺石。"), ("乙市", "点灯。")]),
    ("loose.csv", "城市,某文件全文\n甲市,修路。\n", [("甲市", "修路。")]),
    ("two.csv", "城市,正文,内容\n甲市,修路。,\n乙市,,铺石。\n", [("甲市", "修路。"), ("乙市", "铺石。")]),
    ("humps.json", '{"list":[{"cityName":"甲市","articleContent":"修路。"}]}', [("甲市", "修路。")]),
    ("marks.jsonl", '{"city":"甲市","text":"修路。"}\n\ufeff{"city":"乙市","text":"铺石。"}\n', [("甲市", "修路。"), ("乙市", "铺石。")]),
    ("two.jsonl", '{"city":"甲市","content":"修路。"}\n{"城市":"乙市","正文":"铺石。"}\n', [("甲市", "修路。"), ("乙市", "铺石。")]),
    ("fragment.xls", "<table><tr><th>城市</th><th>正文</th></tr><tr><td>甲市</td><td>修路。</td></tr></table>", [("甲市", "修路。")]),
    # Lists and records that a program printed into a cell.
    ("tuple.csv", "城市,正文\n甲市,\"('修路。', '铺石。')\"\n", [("甲市", "修路。\n铺石。")]),
    ("nested.csv", "城市,正文\n甲市,\"[['修路。'], ['铺石。']]\"\n", [("甲市", "修路。\n铺石。")]),
    ("record.csv", "城市,正文\n甲市,\"{'p': '修路。'}\"\n", [("甲市", "修路。")]),
    ("array.csv", "城市,正文\n甲市,\"array(['修路。', '铺石。'], dtype=object)\"\n", [("甲市", "修路。\n铺石。")]),
    ("printed.json", "[{'城市': '甲市', '正文': '修路。'}]", [("甲市", "修路。")]),
    ("sections.json", '{"城市":"甲市","sections":[{"heading":"一、路","content":"修路。"},{"heading":"二、石","content":"铺石。"}]}', [("甲市", "一、路\n修路。\n二、石\n铺石。")]),
    ("files.json", '{"青岛市_2021.txt":"各区都要修路，年底完成。"}', [("青岛市", "各区都要修路，年底完成。")]),
    # JSON: rows as lists, texts alone, a comma too many, objects side by side.
    ("rows.json", '[["城市","正文"],["甲市","修路。"]]', [("甲市", "修路。")]),
    ("texts.json", '["修路。","铺石。"]', [(None, "修路。"), (None, "铺石。")]),
    ("comma.json", '[{"城市":"甲市","正文":"修路。"},]', [("甲市", "修路。")]),
    ("beside.json", '{"城市":"甲市","正文":"修路。"}{"城市":"乙市","正文":"铺石。"}', [("甲市", "修路。"), ("乙市", "铺石。")]),
    # Markup as escapes, and Markdown.
    ("escaped.txt", r"\u003cp\u003e各区都要修路。\u003c/p\u003e\r\n\u003cp\u003e各镇都要铺石。\u003c/p\u003e", [(None, "各区都要修路。\n各镇都要铺石。")]),
    ("marked.txt", "# 方案\n\n**修路**要*快*[^1]。\n\n* * *\n\n[^1]: 说明在此。\n", [(None, "方案\n修路要快。\n说明在此。")]),
    ("wide_tags.txt", "＜p＞各区都要修路。＜/p＞＜p＞各镇都要铺石。＜/p＞", [(None, "各区都要修路。\n各镇都要铺石。")]),
    ("codes.txt", "".join(f"&#{ord(sign)};" for sign in "各区都要修路。\n各镇都要铺石。"), [(None, "各区都要修路。\n各镇都要铺石。")]),
    ("mark.txt", "ï»¿各区都要修路。", [(None, "各区都要修路。")]),
    ("wiki.txt", "'''修路条例'''\n== 总则 ==\n[[各区]]都要[[修路|把路修好]]。<ref>说明</ref>{{模板|甲}}\n[[Category:条例]]\n", [(None, "修路条例\n总则\n各区都要把路修好。")]),
    ("captions.vtt", "WEBVTT\n\n00:01.000 --> 00:03.000\n各区都要修路。\n\n00:03.000 --> 00:05.000\n各镇都要铺石。\n", [(None, "各区都要修路。\n各镇都要铺石。")]),
    ("quoted.txt", "> 各区都要修路。\n> 各镇都要铺石。\n> 各村都要点灯。", [(None, "各区都要修路。\n各镇都要铺石。\n各村都要点灯。")]),
    ("front.txt", "---\ntitle: 修路方案\ncity: 青岛市\ntags: [路]\n---\n各区都要修路。", [("青岛市", "各区都要修路。")]),
    ("words.csv", "城市,正文\n甲市,\"['各', '区', '都', '要', '修路', '。']\"\n", [("甲市", "各区都要修路。")]),
    # What stands around a text and is not it; what looks like it and is.
    ("甲市_1.txt", "李甲作工作报告。甲市日报记者 王乙 摄\n各位代表：\n现在报告工作，各区都要修路，各镇都要铺石。\n", [(None, "各位代表：\n现在报告工作，各区都要修路，各镇都要铺石。")]),
    ("甲市_2.txt", "修路的决定\n收藏字号： 大 中 小\n各区都要修路，各镇都要铺石，年底以前完成。\n－ 3 － （全文结束）\n", [(None, "修路的决定\n各区都要修路，各镇都要铺石，年底以前完成。")]),
    ("甲市_3.txt", "各区都要修路，各镇都要铺石，年底以前完成。\n1、回复【修路】查看路线\n2、回复【铺石】查看石料\n", [(None, "各区都要修路，各镇都要铺石，年底以前完成。")]),
    ("甲市_4.txt", "各区都要修路，各镇都要铺石，年底以前完成。\n本作品是某国的\n法律、法规，国家机关的决议、决定、命令和其他具有立法、行政、司法性质的文件，不适用于该法。\nPublic domain\n", [(None, "各区都要修路，各镇都要铺石，年底以前完成。")]),
    ("甲市_5.txt", "# 修路条例\n\n第一条 各区都要修路。\n", [(None, "修路条例\n第一条 各区都要修路。")]),
    ("甲市_6.txt", "修路工作报\n告\n各区都要修路，各镇都要铺石。\n附 件：路线\n甲市路政中心 2021 年 3 月 1 日印 发\n", [(None, "修路工作报告\n各区都要修路，各镇都要铺石。\n附件：路线\n甲市路政中心 2021 年 3 月 1 日印发")]),
    ("甲市_7.txt", "第一条 各区修路应当先报路线，不得占用河道。\n拒不改正或者逾期不改正的，由路政部门代为修复，所需费用由违法者支付，并处一千元以上五千元以下的罚款。\n第二条 各镇铺石应当先报石料，不得占用林地。\n拒不改正或者逾期不改正的，由路政部门代为修复，所需费用由违法者支付，并处一千元以上五千元以下的罚款。\n", [(None, "第一条 各区修路应当先报路线，不得占用河道。\n拒不改正或者逾期不改正的，由路政部门代为修复，所需费用由违法者支付，并处一千元以上五千元以下的罚款。\n第二条 各镇铺石应当先报石料，不得占用林地。\n拒不改正或者逾期不改正的，由路政部门代为修复，所需费用由违法者支付，并处一千元以上五千元以下的罚款。")]),
    ("bare.txt", "各区都要修路amp;nbsp;nbsp;ldquo;快一点rdquo;，各镇都要铺石mdash;mdash;年底完成。", [(None, "各区都要修路 “快一点”，各镇都要铺石——年底完成。")]),
    (
        "page.html",
        "<html><head><style>.a,.b{display:none} #c{font-size:0}</style></head><body><h1>各区都要修路的通知</h1>"
        + "<p>各区都要修路，各镇都要<ruby>铺<rtc>pū</rtc></ruby>石，年底以前完成，完成以后报市里备案。</p>" * 3
        + "<p class='x a'>租房 招聘</p><div id='c'>房价</div><div class='b'>各区都要点灯，点灯以后报市里备案。</div></body></html>",
        [(None, "各区都要修路的通知\n各区都要修路，各镇都要铺石，年底以前完成，完成以后报市里备案。\n各区都要点灯，点灯以后报市里备案。")],
    ),
    # Exports of reference managers and data bases; labels; tables of contents; digits set wide.
    ("ris.txt", "TY  - NEWS\nTI  - 甲市修路\nJO  - 甲市日报\nDA  - 2021-03-01\nAB  - 各区都要修路。\nER  - \n\nTY  - NEWS\nTI  - 乙市铺石\nJO  - 乙市日报\nAB  - 各镇都要铺石。\nER  - \n", [(None, "各区都要修路。"), (None, "各镇都要铺石。")]),
    ("endnote.txt", "%0 Newspaper Article\n%T 修路\n%J 某报\n%X 各区都要修路。\n\n%0 Newspaper Article\n%T 铺石\n%J 某报\n%X 各镇都要铺石。\n", [(None, "各区都要修路。"), (None, "各镇都要铺石。")]),
    ("甲市_8.txt", "【标题】甲市修路的意见\n【来源】甲市政府\n【日期】2021-03-01\n【正文】\n各区都要修路，各镇都要铺石。\n附件:\n1:路线.xlsx\n", [(None, "甲市修路的意见\n各区都要修路，各镇都要铺石。")]),
    ("甲市_9.txt", "文号: 甲政发[2021]8号 颁布日期: 2021-03-01 时效性: 现行有效\n修路的意见\n各区都要修路[注]，各镇都要铺石[1-3]。\n", [(None, "修路的意见\n各区都要修路，各镇都要铺石。")]),
    ("甲市_10.txt", "修路规划\n目录\n01 总则/02\n02 路线/05\n03 附则/09\n一、总则\n各区都要修路。\n二、路线\n各镇都要铺石。\n", [(None, "修路规划\n一、总则\n各区都要修路。\n二、路线\n各镇都要铺石。")]),
    ("甲市_11.txt", "二 〇 二 一 年修路 1 2 4 0 0 里,增长 3 . 7 %,用工 3 0 万人,2 0 2 1 ― 2 0 2 5 年,A I 管路。\n", [(None, "二〇二一年修路12400里,增长3.7%,用工30万人,2021 ― 2025年,AI 管路。")]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "wanted"), FILES, ids=[name for name, _, _ in FILES])
def test_a_file_is_read_as_it_is_meant(
    tmp_path: Path, name: str, text: str, wanted: list[tuple[str | None, str]]
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = clean_documents(read_folder(tmp_path).documents).documents
    cities = [city if isinstance(city, str) else None for city in found["city"]]
    assert list(zip(cities, found["text"], strict=True)) == wanted


NAMES: list[tuple[str, str | None, str | None, int | None, str]] = [
    # File (with its folder), city, district, year, part of the warning.
    ("渡口市_1985.txt", "攀枝花市", None, 1985, "former"),
    ("郧县_2012.txt", "十堰市", "郧县", 2012, "former"),
    ("甲乙市_2012.txt", None, None, 2012, "甲乙市"),
    ("昆山开发区_2022.txt", "苏州市", "昆山市", 2022, ""),
    ("江阴高新区_2022.txt", "无锡市", "江阴市", 2022, ""),
    ("兵团第八师_2022.txt", "石河子市", None, 2022, ""),
    ("xi'an_2020.txt", "西安市", None, 2020, ""),
    ("CN-青岛-21.txt", "青岛市", None, None, "2021"),
    ("青岛市2021-2025年规划.txt", "青岛市", None, None, "2021、2025"),
    ("青岛市“十四五”规划.txt", "青岛市", None, None, "十四五"),
    ("青岛市2035年远景目标纲要.txt", "青岛市", None, None, "2035"),
    ("2021-01/青岛市.txt", "青岛市", None, 2021, ""),
    ("甘肃/兰州/城关区_2020.txt", "兰州市", "城关区", 2020, ""),
    ("西藏/城关区_2020.txt", "拉萨市", "城关区", 2020, ""),
    ("城关区/兰州/城关区/2020.txt", "兰州市", "城关区", 2020, ""),
    ("城关区_2020.txt", None, None, 2020, "several"),
    ("岳阳地区_1980.txt", "岳阳市", None, 1980, "former"),
    ("苏州地区_1981.txt", "苏州地区", None, 1981, "former"),
]


def test_names_of_files_give_place_and_year_or_a_doubt(tmp_path: Path) -> None:
    for name, *_ in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("现在报告工作，请予审议。", encoding="utf-8")
    reading = read_folder(tmp_path)
    found = reading.documents.set_index("source").astype(object)
    told = reading.files.set_index("file")["warnings"]
    for name, city, district, year, warning in NAMES:
        row = found.loc[name, ["city", "district", "year"]]
        assert row.where(row.notna(), None).tolist() == [city, district, year], name
        assert warning in told[name] if warning else not told[name], name


HEADS = [
    ("（在青岛市第十七届人民代表大会第四次会议上）", "青岛市"),
    ("(2021年1月18日在中国人民政治协商会议青岛市第十三届委员会第五次会议上)", "青岛市"),
    ("青岛市人民政府市长 王乙（2021年1月18日）", "青岛市"),
    ("（2021年1月18日在甲区第十五届人民代表大会上）", None),
    ("青岛市召开修路工作推进会，部署下一阶段任务。", "青岛市"),
    ("青岛市召开的各类会议都要精简。", None),
]


def test_the_head_of_a_report_names_its_place(tmp_path: Path) -> None:
    for number, (head, _) in enumerate(HEADS):
        (tmp_path / f"r{number}.txt").write_text(
            f"工作报告\n{head}\n现在报告工作，请予审议。", encoding="utf-8"
        )
    cities = read_folder(tmp_path).documents["city"].astype(object)
    assert cities.where(cities.notna(), None).tolist() == [city for _, city in HEADS]


CELLS = [
    ("青島市", "青岛市", None), ("青岛_2021", "青岛市", None), ("0532青岛", "青岛市", None), ("青岛(山东)", "青岛市", None), ("青岛市人民政府", "青岛市", None), ("370200.0", "青岛市", None),
    ("四川成都", "成都市", None), ("六安市政府", "六安市", None), ("3.日照市", "日照市", None), ("二、三亚市", "三亚市", None), ("嘉峪关市委", "嘉峪关市", None),
    ("1.青岛市*", "青岛市", None), ("中共青岛市委", "青岛市", None), ("青岛市发改委", "青岛市", None), ("Qīngdǎo", "青岛市", None), ("Qingdao, Shandong", "青岛市", None),
    ("中国-山东-青岛", "青岛市", None), ("青岛/Qingdao", "青岛市", None), ("呼市", "呼和浩特市", None), ("湘西自治州", "湘西土家族苗族自治州", None), ("青岛黄岛区", "青岛市", "黄岛区"),
    ("长三角示范区", "长三角生态绿色一体化发展示范区", None),
    ("青岛市黄岛区", "青岛市", "黄岛区"), ("北京市/海淀区", "北京市", "海淀区"), ("黄岛区", "青岛市", "黄岛区"),
]  # fmt: skip
DATES = [
    ("18/01/2021", "2021-01-18"), ("01/18/2021", "2021-01-18"), ("Jan 18, 2021", "2021-01-18"), ("18 January 2021", "2021-01-18"), ("Mon, 18 Jan 2021 08:00:00 GMT", "2021-01-18"), ("/Date(1610928000000)/", "2021-01-18"),
    ("1610928000000", "2021-01-18"), ("05/04/2021", "2021"),
]  # fmt: skip


def test_cells_give_place_and_date_as_they_are_written(tmp_path: Path) -> None:
    rows = "".join(f"{cell},2021,修路。\n" for cell, *_ in CELLS)
    (tmp_path / "a.csv").write_text(HEAD + rows, encoding="utf-8")
    rows = "".join(f'青岛市,"{cell}",铺石。\n' for cell, _ in DATES)
    (tmp_path / "b.csv").write_text("城市,publish_time,正文\n" + rows, encoding="utf-8")
    rows = "".join(f"青岛市,{cell},改厕。\n" for cell in ("二〇二一", "21", "2021年度", "2021.0"))
    (tmp_path / "c.csv").write_text("城市,年份,正文\n" + rows, encoding="utf-8")
    found = read_folder(tmp_path).documents.astype(object)
    places = found.loc[found["source"] == "a.csv", ["city", "district"]]
    assert places.where(places.notna(), None).to_numpy().tolist() == [list(cell[1:]) for cell in CELLS]
    assert found.loc[found["source"] == "b.csv", "date"].tolist() == [date for _, date in DATES]
    assert found.loc[found["source"] == "c.csv", "year"].tolist() == [2021] * 4


def test_a_text_without_marks_is_told_whatever_its_lines(tmp_path: Path) -> None:
    lines = [
        f"各区都要修路各镇都要铺石年底以前完成完成以后报市里备案第{number}次检查由市里组织各区各镇参加"
        for number in "一二三四五六七八九"
    ]
    (tmp_path / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "b.txt").write_text("\n".join(f"第{n}路灯修缮工程" for n in range(60)), encoding="utf-8")
    told = read_folder(tmp_path).files.set_index("file")["warnings"]
    assert "punctuation" in told["a.txt"]
    assert not told["b.txt"]


def test_lines_like_rows_of_a_table_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("id\tbiaoti\tnr\n" + f"1\t路\t{LONG}\n" * 3, encoding="utf-8")
    (tmp_path / "b.txt").write_text(f"一\t各区\n（一）\t{LONG}\n（二）\t{LONG}\n", encoding="utf-8")
    told = read_folder(tmp_path).files.set_index("file")["warnings"]
    assert "3 cells" in told["a.txt"]
    assert not told["b.txt"]


def test_rows_without_a_city_beside_others_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(HEAD + "青岛市,2021,修路。\n,2022,铺石。\n", encoding="utf-8")
    assert (
        read_folder(tmp_path)
        .files["warnings"][0]
        .startswith("1 rows have no city in column 城市 (the first: row 2)")
    )


REFUSED = [
    ("memory.txt", "烫" * 60, "repeated"),
    ("names.txt", "龘靐齉爩鱻麤龗灪龖厵滟爨癵籱饢" * 10, "hardly any"),
    (
        "paper.tex",
        "\\documentclass{article}\n\\begin{document}\n各区都要修路，各镇都要铺石。\n\\end{document}\n",
        "LaTeX",
    ),
    ("part.tex", "\\section{路}\n各区都要修路。\n\\subsection*{石}\n各镇都要铺石。\n", "LaTeX"),
    ("texts.yaml", "city: 甲市\ntext: 各区都要修路。\n", "YAML"),
    ("texts.txt", "- city: 甲市\n  text: |\n    各区都要修路。\n", "YAML"),
    ("flow.yml", "[{city: 甲市, text: 各区都要修路。}]\n", "YAML"),
    ("dump.txt", "structure(list(text = c('各区都要修路，各镇都要铺石。')))\n", "program"),
    (
        "said.py",
        "import a\nfrom b import c\nd = c('各区都要修路，各镇都要铺石。')\nprint(d, '年底以前完成，完成以后报市里备案。')\n",
        "program",
    ),
    ("style.txt", ".a{color:red;font:'宋体'}\n.b{margin:0}\n", "program"),
    ("consent.txt", "本网站使用 Cookie，点击同意继续浏览", "error"),
    ("english.html", "<html><body><p>We build roads and keep them.</p></body></html>", "not a Chinese"),
    ("texts.py", "texts = [\n    '各区都要修路，各镇都要铺石。',\n]\n", "program"),
    ("texts.toml", "[text]\ncity = '甲市'\nbody = '各区都要修路。'\n", "TOML"),
    ("works.bib", "@article{a,\n  title = {修路},\n  abstract = {各区都要修路。}\n}\n", "BibTeX"),
    ("blanks.txt", "城市 年份 正文\n甲市 2021 各区都要修路。\n", "blanks"),
    ("one.bib", "@article{a, title={修路}, abstract={各区都要修路。}}\n", "BibTeX"),
    ("spider.log", "2023/01/01 10:00:00 [core.engine] INFO: 采集成功\n" * 2, "program"),
    ("run.log", "2023-01-01 10:00:00 INFO 开始采集\n2023-01-01 10:00:01 ERROR 采集失败\n", "program"),
    ("server.html", "<html><body>服务器内部错误，请联系管理员</body></html>", "error"),
    ("slider.txt", "向右拖动滑块完成拼图", "error"),
    ("open.txt", "请在微信客户端打开链接", "error"),
    ("rights.txt", "抱歉，您没有权限访问该页面", "error"),
    ("dump.sql", "INSERT INTO a VALUES ('甲市','各区都要修路，各镇都要铺石。');", "no text column"),
]


@pytest.mark.parametrize(("name", "text", "reason"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_is_no_text_is_refused_by_name(tmp_path: Path, name: str, text: str, reason: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "b.txt").write_text("各区都要修路。", encoding="utf-8")
    assert reason in read_folder(tmp_path).files.set_index("file").loc[name, "reason"]


def test_tables_of_arrow_and_orc_are_read(tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import feather, orc

    table = pa.table({"城市": ["青岛市"], "正文": ["各区都要修路。"]})
    feather.write_feather(table, tmp_path / "a.feather")
    orc.write_table(table, tmp_path / "b.orc")
    with pa.ipc.new_stream(tmp_path / "c.arrow", table.schema) as stream:
        stream.write_table(table)
    found = read_folder(tmp_path).documents
    assert found[["city", "text"]].to_numpy().tolist() == [["青岛市", "各区都要修路。"]] * 3


def test_bytes_of_other_programs_are_texts(tmp_path: Path) -> None:
    text = "各区都要修路，𠮷镇铺石。"
    halves = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
    odd = "".join(
        character
        if ord(character) < 0x10000
        else chr(0xD800 + ((ord(character) - 0x10000) >> 10)) + chr(0xDC00 + (ord(character) & 0x3FF))
        for character in halves
    )
    (tmp_path / "a.txt").write_bytes(odd.encode("utf-8", "surrogatepass"))
    (tmp_path / "b.txt").write_bytes(text.encode("utf-32-le"))
    assert read_folder(tmp_path).documents["text"].tolist() == [text] * 2


def test_a_district_in_a_cell_of_its_own_has_the_name_that_its_city_gives_it(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("市,县,正文\n青岛,胶州,修路。\n青岛,甲区,铺石。\n", encoding="utf-8")
    found = read_folder(tmp_path).documents
    assert found[["city", "district"]].to_numpy().tolist() == [["青岛市", "胶州市"], ["青岛市", "甲区"]]


@pytest.mark.parametrize("name", ["filename", "文件名", "doc_id", "id", "path", ""])
def test_files_named_in_a_table_say_city_and_year(tmp_path: Path, name: str) -> None:
    (tmp_path / "a.csv").write_text(
        f"{name},text\n甲/青岛市_2021.txt,县里修路。\n济南市2022,县里铺石。\n", encoding="utf-8"
    )
    documents = read_folder(tmp_path).documents
    assert documents[["city", "year"]].to_numpy().tolist() == [["青岛市", 2021], ["济南市", 2022]]


def test_names_of_persons_in_a_table_are_no_places(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("name,text\n王桂林,县里修路。\n", encoding="utf-8")
    assert read_folder(tmp_path).documents["city"].isna().all()

"""Slogans between / · | ― and on lines of their own, as posters and headlines print them."""

import pytest

from analysis.lexicon import families
from analysis.slogans.finder.document import document_runs
from analysis.slogans.finder.separators import with_commas


@pytest.mark.parametrize("mark", list("/／·•・|｜―‖∥"))
@pytest.mark.parametrize(
    "run", ["寻难点、聚痛点、破堵点", "强基础、补短板、惠民生", "问需于民、问计于民、问效于民"]
)
def test_marks_between_limbs_are_read_as_commas(mark, run):
    given = run.replace("、", mark)
    assert with_commas(given) == run
    (found,) = document_runs(given, [(0, len(given))], families())
    assert (found.start, found.end, found.separator) == (0, len(given), mark)
    assert [limb.text for limb in found.limbs] == run.split("、")


@pytest.mark.parametrize("mark", list("－—-+＋→～&︱…"))
def test_marks_of_roads_and_models_are_commas_between_limbs_alone(mark):
    assert with_commas(f"寻难点{mark}聚痛点{mark}破堵点") == "寻难点、聚痛点、破堵点"
    for plain in (f"研发{mark}制造{mark}应用", f"青岛{mark}兰州{mark}天水"):
        assert with_commas(plain) == plain


@pytest.mark.parametrize("mark", [" / ", " | ", "——", "……", "//", "\\", "★", "●", "➔", ">", "_"])
def test_longer_marks_and_signs_part_limbs_that_share_a_character(mark):
    assert with_commas(f"寻难点{mark}聚痛点{mark}破堵点") == "、".join(
        ["寻难点", "聚痛点", "破堵点"]
    ).replace("、", "、".ljust(len(mark)))
    if mark.strip() not in "/|":
        assert with_commas(f"路灯{mark}水渠{mark}校舍") == f"路灯{mark}水渠{mark}校舍"


@pytest.mark.parametrize("mark", list("～→"))
def test_deeds_between_joining_marks_are_limbs_within_a_sentence(mark):
    given = f"各镇坚持控源头{mark}治污水{mark}亮路灯的思路"
    assert with_commas(given) == given.replace(mark, "、")
    for plain in (f"从修水县{mark}通山县{mark}建始县", f"全程走丽江站{mark}大理站{mark}昆明站"):
        assert with_commas(plain) == plain


@pytest.mark.parametrize("comma", ["，", "；", ";"])
def test_lines_of_one_construction_may_end_in_commas(comma):
    given = f"{comma}\n".join(["寻难点", "聚痛点", "破堵点。"])
    assert with_commas(given) == "寻难点、 聚痛点、 破堵点。"
    plain = f"{comma}\n".join(["全县修路", "路灯亮了", "水渠通了。"])
    assert with_commas(plain) == plain
    assert with_commas("（抓重点）（补短板）（强弱项）") == "“抓重点”“补短板”“强弱项”"


@pytest.mark.parametrize("bullet", ["● ", "·", "■", "➢ ", "- ", "◆  ", "⒈", "1\u20e3 "])
def test_bullets_before_lines_of_one_construction_are_passed_over(bullet):
    gap = "、".ljust(len(bullet) + 1)
    given = "\n".join(bullet + limb for limb in ("寻难点", "聚痛点", "破堵点"))
    assert with_commas(given) == f"{bullet}寻难点{gap}聚痛点{gap}破堵点"
    for plain in (f"{bullet}路灯\n{bullet}水渠\n{bullet}校舍", f"{bullet}寻难点\n{bullet}聚痛点"):
        assert with_commas(plain) == plain


@pytest.mark.parametrize("pair", ["【】", "《》", "（）", "[]", "「」"])
def test_limbs_in_brackets_are_read_as_quoted(pair):
    for parts in (["【寻难点】", "【聚痛点】", "【破堵点】"], ["寻【难点】，", "聚【痛点】，", "破【堵点】"]):
        given = "".join(parts).replace("【", pair[0]).replace("】", pair[1])
        quoted = "".join(parts).replace("【", "“").replace("】", "”")
        assert with_commas(given) in (quoted, quoted.replace("”“", "、“"))
        (found,) = document_runs(given, [(0, len(given))], families())
        assert found.kind == "verb-object"


def test_limbs_with_a_verb_before_their_title_marks_may_be_longer():
    given = "破解《融资难点》，疏通《供应堵点》，化解《用工痛点》"
    assert with_commas(given) == given.translate(str.maketrans("《》", "“”"))
    (found,) = document_runs(given, [(0, len(given))], families())
    assert (found.kind, len(found.limbs), found.end) == ("verb-object", 3, len(given))


@pytest.mark.parametrize(
    "text",
    [
        "学习《水利法》宣传《森林法》执行《渔业法》",
        "学《水利法》守《森林法》用《渔业法》",
        "《城市更新难点》《城市管理难点》《城市绿化难点》",
        "《城市更新办法》《城市管理办法》《城市绿化办法》",
        "（一）修路（二）铺石（三）点灯",
        "【路灯】【水渠】【校舍】",
    ],
)
def test_titles_and_other_brackets_stay(text):
    assert with_commas(text) == text


def test_numbered_limbs_of_one_construction_are_a_run():
    assert with_commas("①寻难点②聚痛点③破堵点") == "①寻难点、聚痛点、破堵点"
    assert with_commas("1.寻难点 2.聚痛点 3.破堵点") == "1.寻难点、  聚痛点、  破堵点"
    assert with_commas("①修路②铺石子③点灯") == "①修路②铺石子③点灯"


@pytest.mark.parametrize(
    "lines", ["寻难点⏎聚痛点⏎破堵点", "寻“难点”⏎聚“痛点”⏎破“堵点”", "办好群众事⏎解好群众难⏎暖好群众心"]
)
def test_limbs_on_lines_of_their_own_are_one_run(lines):
    given = f"会场标语：\n{lines.replace('⏎', chr(10))}\n会议由市长主持。"
    runs = document_runs(given, [(0, len(given))], families())
    (found,) = [run for run in runs if run.form == "adjacent"]
    assert given[found.start : found.end] == lines.replace("⏎", "\n")
    assert found.separator == " "


@pytest.mark.parametrize(
    "text",
    [
        "弗拉基米尔·伊里奇·列宁",
        "教育/卫生健康/养老",
        "市/县/乡三级",
        "“夏日行·清风游”“冬日行·暖阳游”",
        "工作目标\n主要任务\n保障措施",
        "加强领导\n加强领导\n加强领导",
        "组织领导\n督查考核",
    ],
)
def test_names_and_headings_stay(text):
    assert with_commas(text) == text


def test_the_text_keeps_its_length():
    text = "甲：\n寻难点/聚痛点/破堵点\n抓项目\n抓招商\n抓服务\n\n乙。"
    assert len(with_commas(text)) == len(text)
    assert with_commas(text) == "甲：\n寻难点、聚痛点、破堵点\n抓项目、抓招商、抓服务\n\n乙。"


@pytest.mark.parametrize("mark", list("＋▲\\★×"))
def test_deeds_without_a_common_character_between_signs_and_behind_numbers(mark):
    deeds = ["减环节", "压时限", "降成本"]
    assert with_commas("要" + mark.join(deeds)) == "要" + "、".join(deeds)
    assert with_commas("①治乱象\n②除隐患\n③保平安") == "①治乱象、 除隐患、 保平安"
    assert with_commas("抓项目→促投资→稳增长") == "抓项目、促投资、稳增长"
    for plain in (mark.join(["运动会", "音乐节", "展销会"]), "①运动会\n②音乐节\n③展销会"):
        assert with_commas(plain) == plain


@pytest.mark.parametrize("above", ["全县开展活动。\n", "活动主题\n", ""])
def test_three_lines_that_each_open_with_a_verb_are_limbs(above):
    assert (
        with_commas(f"{above}访民情\n解民忧\n暖民心\n取得实效。")
        == f"{above}访民情、解民忧、暖民心\n取得实效。"
    )
    for plain in ("办公室\n财政局\n教育局", "修路灯\n改厕所\n四季青", "访民情\n解民忧"):
        assert with_commas(above + plain) == above + plain


@pytest.mark.parametrize("joint", ["》《", "】【", "」「", ")("])
def test_brackets_between_limbs_whose_outer_ones_were_lost(joint):
    given = joint.join(["寻难点", "聚痛点", "破堵点"])
    assert with_commas(given) == given.replace(joint, "、 ")
    (found,) = document_runs(given, [(0, len(given))], families())
    assert [limb.text for limb in found.limbs] == ["寻难点", "聚痛点", "破堵点"]
    for plain in (
        "水管条例》《路管条例》《灯管条例",
        "规划】【方案】【意见",
        "依据《水法》《路法》《灯法》执行",
    ):
        assert with_commas(plain) == plain


def test_deeds_without_a_common_character_behind_numbers_are_a_run():
    assert with_commas("①抓项目②促投资③稳增长") == "①抓项目、促投资、稳增长"
    assert with_commas("①村道灯②河塘水③食堂饭") == "①村道灯②河塘水③食堂饭"
    assert with_commas("①村道②河塘里③食堂") == "①村道②河塘里③食堂"


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("惠‘民生’解‘民忧’暖‘民心’", "惠·民生、解·民忧、暖·民心、"),
        ('惠"民生" 解"民忧" 暖"民心"', "惠“民生”、解“民忧”、暖“民心”"),
        ("寻“难点、聚“痛点、破“堵点", "寻·难点、聚·痛点、破·堵点"),
        ("寻“难点 聚“痛点 破“堵点", "寻·难点、聚·痛点、破·堵点"),
        ("惠《民生》、解《民忧》、暖《民心》", "惠“民生”、解“民忧”、暖“民心”"),
        ("‘查隐患’‘补漏洞’‘保平安’", "“查隐患、“补漏洞、“保平安”"),
        ('"寻难点""聚痛点""破堵点"', "“寻难点、“聚痛点、“破堵点”"),
    ],
)
def test_limbs_with_quoted_objects_or_quoted_whole_are_read_with_commas(given, read):
    assert with_commas(f"组织开展{given}活动") == f"组织开展{read}活动"
    if "·" not in read:
        text = f"各单位要围绕办事难，组织开展{given}主题活动，得到群众好评。"
        assert any(len(run.limbs) >= 3 for run in document_runs(text, [(0, len(text))], families()))


@pytest.mark.parametrize(
    "text",
    [
        "学《水利法》守《森林法》用《渔业法》",
        "学习“张三”“李四”“王五”的事迹",
        "取消“房票”“地票”“煤票”等",
        "开展惠“民生”解“民忧”暖“民心”活动",
        "落实“三重一大”“一岗双责”“双随机”要求",
    ],
)
def test_other_quoted_words_stay(text):
    assert with_commas(text) == text

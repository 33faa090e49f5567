"""Lines of the page above and below an article; the pages are ours."""

import pytest

from analysis.clean.article import around
from analysis.clean.chrome import judge, remove_chrome
from analysis.clean.records import read_lines
from analysis.clean.shapes import of_page
from analysis.clean.surroundings import above

PROSE = "市政务服务中心把申请合并为一张表，群众少跑了路。"
FAMILY = "navigation"


def kept(*lines: str) -> list[str]:
    return [line.text for line in remove_chrome(read_lines("\n".join(lines))).lines]


def test_links_below_the_text_go_with_the_furniture_around_them() -> None:
    lines = [PROSE, "打印本页", "关闭窗口", "园区企业召开现场会", "版权所有：某州市人民政府"]
    assert around(lines, [None, FAMILY, FAMILY, None, FAMILY]) == [3]


@pytest.mark.parametrize(
    "line",
    [
        "某州市人民政府办公室",
        "2023年3月5日",
        "附件：任务分工表",
        "三、保障措施",
        "中共某州市委",
        "各单位照此办理。",
    ],
)
def test_signatures_dates_and_annexes_below_the_text_stay(line: str) -> None:
    assert around([PROSE, "打印本页", "关闭窗口", line, "首页"], [None, FAMILY, FAMILY, None, FAMILY]) == []


def test_nothing_goes_without_running_text_or_above_its_last_line() -> None:
    assert around(["打印本页", "关闭窗口", "现场会", "首页"], [FAMILY, FAMILY, None, FAMILY]) == []
    assert around(["打印本页", "关闭窗口", "现场会", PROSE], [FAMILY, FAMILY, None, None]) == []


def test_one_line_of_furniture_below_a_table_takes_nothing_with_it() -> None:
    lines = [PROSE, "资料来源：市统计局", "城东 120", "城西 85", "城南 90"]
    assert around(lines, [None, FAMILY, None, None, None]) == []


def test_below_an_annex_two_lines_of_the_page_take_a_long_table_with_them_no_more() -> None:
    table = ["城东 120", "城西 85", "城南 90", "城北 70", "城中 66", "新区 40"]
    lines = [PROSE, "附件", "打印本页", "关闭窗口"]
    assert around([*lines, *table], [None, None, FAMILY, FAMILY, *[None] * 6]) == []
    assert around([*lines, *table[:2]], [None, None, FAMILY, FAMILY, None, None]) == [4, 5]


def test_labels_above_the_text_go_and_the_headline_stays() -> None:
    lines = ["首页", "频道", "要闻　时政　民生　县域　图库", "园区企业聚焦办事体验", "来源：某州日报", PROSE]
    assert above(lines, [FAMILY, None, None, None, FAMILY, None]) == [1, 2]


@pytest.mark.parametrize(
    "headline", ["寻“难点” 聚“痛点” 破“堵点”", "寻难点 聚痛点 破堵点", "破堵点", "政府工作报告"]
)
def test_a_headline_of_short_parts_stays(headline: str) -> None:
    assert above(["首页", headline, "来源：某州日报", PROSE], [FAMILY, None, FAMILY, None]) == []
    assert headline.split()[0] in "\n".join(
        kept("网站支持IPv6", headline, "来源：某州日报 发布日期：2023-01-02", PROSE)
    )


@pytest.mark.parametrize(
    "line",
    [
        "上一篇文章： 园区企业召开现场会",
        "今天是2023-07-05 星期三 阴转晴 12℃~19℃",
        "[共900字，阅读约需3分钟]",
        "您需要登录后才可以回帖",
        "已有 12 人评分",
        "本版责任编辑：陈若水　版式：周听雨",
        "（某州台记者 陈若水）",
        "总访问量：812 在线人数：3",
        "Powered by Discuz! X3.4",
        "====市直部门网站====",
    ],
)
def test_kinds_of_lines_around_a_text_are_known(line: str) -> None:
    verdict = judge(line)
    assert verdict is not None
    assert verdict[0] == "strong"


@pytest.mark.parametrize(
    "line",
    [
        "第十五条 公民应当文明上网，遵守以下规定：",
        "提高企业满意度",
        "推动文件精简、会议精简",
        "聚焦企业关切",
        "推进“一网通办”",
        "建设区域性信息中心",
        "全市新增登记企业812户",
        "寻难点 聚痛点 破堵点",
    ],
)
def test_lines_of_texts_are_not(line: str) -> None:
    assert judge(line) is None
    assert kept(PROSE, line, PROSE + PROSE)[1] == line


def test_labels_made_up_of_words_of_pages_go_only_beside_others() -> None:
    assert judge("文档上传中心") == ("weak", "surroundings")
    assert kept(PROSE, "文档上传中心", PROSE + PROSE) == [PROSE, "文档上传中心", PROSE + PROSE]


def test_a_page_without_a_known_word_goes_by_its_shapes() -> None:
    above_text = [
        "江城首屏",
        "街巷",
        "问医",
        "江城 街巷 问医 升学",
        "园区企业聚焦办事体验",
        "2023-05-04 09:12 江城",
    ]
    below_text = ["编排：陈若水", "▷ 街道和社区召开现场会", "翻旧报", "江城在线 2004—2023"]
    assert kept(*above_text, PROSE, *below_text) == ["园区企业聚焦办事体验", PROSE]


def test_signature_and_date_end_a_text() -> None:
    lines = [
        PROSE,
        "某州市人民政府办公室",
        "2023年3月5日",
        "合上此页",
        "印出来",
        "一览",
        "妇幼院",
        "来访者53901",
    ]
    assert around(lines, [None] * 8) == [3, 4, 5, 6, 7]


def test_annexes_below_the_date_stay_without_more_furniture() -> None:
    lines = [
        PROSE,
        "某州市人民政府",
        "2023年3月5日",
        "附件1",
        "城东水厂改造",
        "城西学校扩建",
        "拢共来访53901",
    ]
    assert around(lines, [None] * 7) == []


def test_running_heads_within_a_text_go() -> None:
    head = "某州简报 2023年第{}期"
    lines = [PROSE, "— 1 —", head.format(6), PROSE.replace("表", "单"), "— 2 —", head.format(6), PROSE[2:]]
    found = remove_chrome([line for line in read_lines("\n".join(lines)) if "—" not in line.text])
    assert [line.text for line in found.lines] == [PROSE, PROSE.replace("表", "单"), PROSE[2:]]
    assert {entry.rule for entry in found.entries} == {"chrome: running heads"}


def test_a_heading_that_recurs_without_a_turn_of_the_page_stays() -> None:
    lines = [PROSE, "强化督查", PROSE.replace("表", "单"), "强化督查", PROSE[2:], "强化督查", PROSE[1:]]
    assert kept(*lines) == lines


def test_heads_that_a_browser_prints_go_from_the_first_page_on() -> None:
    pages = [
        line
        for k in (1, 2, 3)
        for line in (
            f"2023/5/{k} 上午9:1{k} 某州网_要闻",
            PROSE.replace("一", str(k)),
            f"https://a.example.cn/t{k}.html {k}/3",
        )
    ]
    assert kept(*pages) == [PROSE.replace("一", str(k)) for k in (1, 2, 3)]


def test_places_and_telephones_of_a_notice_stay_above_its_signature() -> None:
    lines = [
        "街巷点灯公告", PROSE, "地点：城中区文化路6号", "咨询电话：0772-5550123", "特此公告。",
        "城中区图书馆", "2023年6月5日",
        "返回列表", "Copyright 城中区图书馆", "联系电话：0772-5550199",
    ]  # fmt: skip
    assert kept(*lines) == lines[:7]


def test_a_telephone_above_the_annexes_and_who_to_ask_below_the_date_stay() -> None:
    plan = ["防汛预案", PROSE, "值班电话：0772-5550123", "附表：转移安置点一览表", "大塘村小学"]
    assert kept(*plan) == plan
    letter = [PROSE, "某市教育局", "2021年8月3日", "（联系人：王小明，联系电话：0772-5551200）"]
    assert kept(*letter, "打印本页", "办公电话：0772-5559999") == letter
    page = [PROSE, "值班电话：0772-5550123", "附件：1.任务清单.doc"]
    assert kept(*page) == [PROSE]


def test_below_the_title_of_an_official_text_its_data_go_and_the_site_above_it() -> None:
    lines = [
        "某州法规库",
        "首页 | 法规 | 案例 | 帮助 | 登录",
        "关于修路点灯的通知",
        "制定机关",
        "实施日期",
        "2023.09.06",
        "现行有效",
        PROSE,
    ]
    assert kept(*lines) == ["关于修路点灯的通知", PROSE]
    lines = [
        "某州文化和旅游局",
        "局机关",
        "动态",
        "非遗",
        "市图书馆延长开放时间公告",
        "撰写：图书馆 日期：2023-06-25",
        PROSE,
    ]
    assert kept(*lines) == ["市图书馆延长开放时间公告", PROSE]


@pytest.mark.parametrize(
    "line",
    [
        "003214/2023-01188",
        "2023年05月18日 放大 缩小",
        "视频加载中，请稍候...",
        "路径：首页 → 公共文化",
        "05-18 20:11 · 某州发布",
    ],
)
def test_index_numbers_players_and_trails_are_of_the_page(line: str) -> None:
    assert of_page(line) or (judge(line) or ("",))[0] == "strong"


def test_one_line_of_dated_data_shows_the_menu_above_a_headline() -> None:
    lines = [
        "某州问答平台",
        "热门问题",
        "办事指南",
        "补贴怎么领？人社局答问",
        "类别：就业 更新：2023-04-03 有用(12)",
        PROSE,
    ]
    assert kept(*lines) == lines[3:4] + lines[5:]
    assert kept(PROSE, "没有解决？点此人工咨询", "相关问题", "社保卡丢了怎么办", "展开剩余80%") == [PROSE]


def test_short_lines_above_the_trail_to_a_page_are_its_menu() -> None:
    text = "路修好了，灯也亮了，夜里出门不再摸黑，孩子上学不再蹚水。"
    lines = ["金融", "公司", "环科", "首页 > 要闻 > 正文", "三十六个收购点的见闻", "2022-03-01 10:00", text]
    families = [None, None, None, "breadcrumbs", None, "metadata", None]
    assert above(lines, families) == [0, 1, 2]
    assert above(["三十六个收购点的见闻", *lines[6:]], [None, None]) == []


def test_the_motto_of_an_account_is_no_headline_for_which_that_of_its_post_goes() -> None:
    lines = [
        "江口：好山好水引客来",
        "江口视点 2022-05-06",
        "星标",
        "讲好江口故事，传好江口文化。",
        "已读",
        PROSE,
    ]
    assert above(lines, [None, FAMILY, FAMILY, None, FAMILY, None]) == []


def test_a_headline_that_opens_with_its_place_is_no_label() -> None:
    head = [
        "新闻 政策 互动 服务 数据",
        "首页 > 新闻 > 地方",
        "某省江县：村村修路 夜夜点灯",
        "2021-09-06 07:42 来源： 某社",
    ]
    prose = "全县今年修通村道三百里，点亮路灯五千盏，群众夜里出门不再摸黑。"
    families = [None, "breadcrumbs", None, "metadata", None]
    assert 2 not in above([*head, prose], families)

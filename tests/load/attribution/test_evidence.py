import pytest

from analysis.load.attribution.body import place_in_body, speaking_rank, year_in_body
from analysis.load.attribution.evidence import (
    is_label,
    place_in_dateline,
    place_in_name,
    place_in_office,
    place_in_publisher,
)
from analysis.load.attribution.named_days import day_at_edge, name_date, planned_year


@pytest.mark.parametrize(("name", "city", "province"), [
    ("柳州市_2024.txt", "柳州市", "广西壮族自治区"),
    ("2023-柳州.txt", "柳州市", "广西壮族自治区"),
    ("恩施州2022.docx", "恩施土家族苗族自治州", "湖北省"),
    ("关于印发赣州市绿化方案的通知.docx", "赣州市", "江西省"),
    ("市领导率队赴绍兴取经 为通化市发展寻良方", "通化市", "吉林省"),
    ("广西柳州：守住一江清水", "柳州市", "广西壮族自治区"),
    ("江西省人民政府关于支持南昌发展的意见", None, "江西省"),
    ("省政府办公厅关于支持南京建设的意见", None, None),
    ("国家发展改革委关于柳州市规划的批复", None, None),
    ("浙江省水源保护条例", None, "浙江省"),
    ("广东省中新广州知识城条例", None, "广东省"),
    ("广东省广州市水源保护条例", "广州市", "广东省"),
    ("中共杭州市委办公厅杭州市人民政府办公厅关于温州经验的通知", "杭州市", "浙江省"),
    ("全市工作会议", None, None),
    ("孙中山与中山路", None, None),
    ("上海普陀_2019", "上海市", "上海市"),
    ("昆山_2021", "苏州市", "江苏省"),
    ("2021年扎兰屯政府工作报告", "呼伦贝尔市", "内蒙古自治区"),
    ("平安_2021", None, None),
    ("昆山花桥_2021", None, None),
    ("山东省_青岛市_2016年.txt", "青岛市", "山东省"),
    ("2016-浙江省，宁波市", "宁波市", "浙江省"),
    ("[广西壮族自治区]柳州市2023", "柳州市", "广西壮族自治区"),
    ("广西壮族自治区_关于支持柳州市的意见", None, "广西壮族自治区"),
    ("甘肃省+兰州市+2017", "兰州市", "甘肃省"),
    ("江苏省-浙江省-上海市_2020.txt", None, "江苏省"),
    ("安徽省_江苏省南京市都市圈_2020.txt", None, "安徽省"),
    ("山东省_政府工作报告_2016", None, "山东省"),
    ("x.txt", None, None),
])  # fmt: skip
def test_places_in_names_and_titles(name: str, city: str | None, province: str | None) -> None:
    who = place_in_name(name)
    assert (who.city, who.province) == (city, province)


def test_a_short_name_within_a_title_needs_the_text_to_confirm_it() -> None:
    title = "外地记者眼中的武汉长假"
    assert place_in_name(title).city is None
    assert place_in_name(title).candidates == ("武汉市",)
    assert place_in_name(title, "武汉市文旅局说").city == "武汉市"


LONGER = (
    "青岛啤酒新厂投产", "重庆小面馆开进社区", "苏州河治理十年", "太原理工大学动工", "安康：老人的码",
    "学习泉州经验", "市长到深圳招商", "新华社北京3月5日电（记者 甲）",
)  # fmt: skip


@pytest.mark.parametrize("title", LONGER)
def test_a_city_that_opens_a_longer_name_or_is_visited_is_none_of_a_titles(title: str) -> None:
    assert place_in_name(title, is_title=True).city is None


@pytest.mark.parametrize(
    "title", ["柳州召开推进会", "柳州：修路记", "柳州“三清单”见效", "柳州市民有了公园", "广西柳州茶香"]
)
def test_a_city_that_opens_a_title_and_acts_is_its_own(title: str) -> None:
    assert place_in_name(title, is_title=True).city == "柳州市"


def test_a_text_confirms_the_short_name_in_its_title() -> None:
    title = "柳州茶香飘海外"
    assert place_in_name(title, title + "。茶香飘海外", is_title=True).candidates == ("柳州市",)
    assert place_in_name(title, "柳州市的茶", is_title=True).city == "柳州市"
    assert place_in_name(title, "柳州茶好，柳州路宽，我市茶农欢喜", is_title=True).city == "柳州市"
    assert place_in_name(title, "柳州茶好，柳州茶香，我市茶农欢喜", is_title=True).city is None


@pytest.mark.parametrize(("publisher", "city", "district"), [
    ("柳州日报", "柳州市", None),
    ("龙湾新闻网", "温州市", "龙湾区"),
    ("中共柳州市委宣传部", "柳州市", None),
    ("新华社", None, None),
    ("人民网", None, None),
    ("广西日报", None, None),
    ("新安晚报", None, None),
    ("南海网", None, None),
    ("浦东发布", "上海市", "浦东新区"),
    ("雄安发布", "雄安新区", None),
    ("雄安新区管委会", "雄安新区", None),
    ("锡盟发布", "锡林郭勒盟", None),
    ("两江新区发布", "重庆市", "两江新区"),
    ("滨海发布", None, None),
    ("高新区管委会", None, None),
    ("渤海早报", None, None),
    ("东部发布", None, None),
])  # fmt: skip
def test_publishers(publisher: str, city: str | None, district: str | None) -> None:
    who = place_in_publisher(publisher)
    assert (who.city, who.district) == (city, district)


def test_an_office_of_a_province_closes_the_search() -> None:
    assert place_in_office("江苏省人民政府办公厅").above_city
    assert not place_in_office("南京市人民政府").above_city
    assert place_in_office("南山区经济促进局").candidates == ("广东省深圳市南山区", "黑龙江省鹤岗市南山区")


@pytest.mark.parametrize(("text", "city", "publisher"), [
    ("标题\n龙湾新闻网讯（记者 甲乙）8月23日，会议召开。", "温州市", "龙湾新闻网"),
    ("任务落到实处柳州日报讯（记者 甲）近日", "柳州市", "柳州日报"),
    ("3月5日，中山召开推进会。", "中山市", None),
    ("2月1日,温州市启动整治。", "温州市", None),
    ("1月30日，中山路举行活动。", None, None),
    ("1月30日，代表团赴绍兴考察。", None, None),
    ("本报讯（记者 甲）近日", None, None),
])  # fmt: skip
def test_datelines(text: str, city: str | None, publisher: str | None) -> None:
    found = place_in_dateline(text)
    assert (found.who.city, found.publisher) == (city, publisher)


REPORT = "各位代表：\n现在，我代表市人民政府，向大会报告工作。\n"


@pytest.mark.parametrize(("text", "rank"), [
    (REPORT, "市"),
    ("我代表省人民政府，向大会报告工作", "省"),
    ("我代表国务院，向大会报告政府工作", "国"),
    ("我代表州人民政府，向大会报告工作", "市"),
    ("全县上下齐心，县委部署，我县实施", "县"),
    ("全市上下，我市实施，全国一盘棋", "市"),
    ("全市一次，全省一次", None),
    ("春天来了", None),
])  # fmt: skip
def test_voices(text: str, rank: str | None) -> None:
    assert speaking_rank(text) == rank


@pytest.mark.parametrize(("text", "city", "district"), [
    (REPORT + "柳州市面貌一新。柳州市民满意。建设美丽柳州。学习桂林经验。", "柳州市", None),
    (REPORT + "柳州市、桂林市、柳州市、桂林市。", None, None),
    ("我代表省人民政府，向大会报告工作。柳州市、柳州市、柳州市。", None, None),
    ("柳州市、柳州市、柳州市、柳州市。", None, None),
    (REPORT + "我市推进整治。", None, None),
    (REPORT + "赴绍兴市考察。赴绍兴市交流。辽源市前进。辽源市攻坚。辽源人努力。辽源加油。", "辽源市", None),
    ("全县动员，我县实施。东辽县行动。东辽县推进。东辽县评比。", "辽源市", "东辽县"),
])  # fmt: skip
def test_cities_of_bodies(text: str, city: str | None, district: str | None) -> None:
    who = place_in_body(text)
    assert (who.city, who.district) == (city, district)


@pytest.mark.parametrize(("text", "year"), [
    (REPORT + "一、2023年工作回顾\n……\n二、2024年工作安排", 2024),
    (REPORT + "一、2023年工作回顾\n2023年很不平凡。", 2024),
    (REPORT + "一、2022年工作回顾\n二、2024年工作安排", None),
    (REPORT + "2024年工作总体要求", 2024),
    ("一、2023年工作回顾\n二、2024年工作安排", None),
    ("数据来源:某市委宣传部(2023年)", 2023),
    ("街道签订了《2018年美丽家园建设责任书》。", 2018),
    ("签订了《2018年目标责任书》，为2020年全面达标打基础。", None),
    ("2019年3月9日至3月23日，督察组进驻。5月1日反馈。", None),
    ("印发《2018年工作要点》", None),
    ("某市人民政府公报 2022年第6期\n全市修路。\n- 15 -\n", 2022),
    ("全市修路。" * 30 + "\n16 某市政报　2021年 第12期\n点灯。\n17 某市政报　2021年 第12期\n", 2021),
    ("全市修路。" * 30 + "\n某市政报2021年第12期\n", None),
    ("某市政报2021年第12期\n修路。\n某市政报2022年第1期\n", None),
    ("", None),
])  # fmt: skip
def test_years_of_bodies(text: str, year: int | None) -> None:
    assert year_in_body(text) == year


def test_labels_and_their_dates() -> None:
    assert is_label("柳州市_2024.txt")
    assert not is_label("(107)某市人民政府办公厅关于印发2019年重点工作的通知.docx")
    assert name_date("柳州市_2024") == "2024"
    assert name_date("03_柳州市_二〇二〇") == name_date("柳州二零二〇工作报告") == "2020"
    for counted in (
        "热线周报（第2021期）",
        "办件2021件",
        "本市2021人报名",
        "基站达2022个",
        "县道2012线通车",
        "甲市2000万亩",
        "编号2021的井盖",
        "柳州市档号：2019",
        "No. 2019简报",
    ):
        assert name_date(counted) is None
    assert (
        name_date("柳州2021人大报告") == name_date("柳州2021条例") == name_date("柳州2021项目清单") == "2021"
    )
    assert name_date("1978年以来的变迁") is None
    assert name_date("面向2035年的更新") is name_date("2099年工作报告") is None
    assert name_date("20230201柳州") == "2023-02-01"
    assert name_date("柳州市2019年报告-2019.1.15") == "2019-01-15"
    assert name_date("2020年总结和2021年计划") is None
    assert name_date("青岛市201601") == "2016-01"
    assert name_date("201601") is None
    assert name_date("柳州市编号202011") is None
    assert name_date("青政发201612号") is None
    assert name_date("青岛市201613") is None
    assert name_date("青岛市2017年_201601") == "2017"
    assert name_date("000_d51e2a48e80a674c") is None


@pytest.mark.parametrize(("name", "year"), [
    ("柳州市二〇一九年报告(20200115).txt", "2019"),
    ("2020年报告_2021-02-03", "2020"),
    ("2021年要点（2020年12月30日印发）", "2021"),
    ("2015年条例（2021年1月2日修正）", None),
    ("20200115柳州2019年", None),
    ("2020年度总结_20210105_柳州", "2020"),
    ("[2019]柳州报告-2020年1月发布.txt", "2019"),
])  # fmt: skip
def test_a_day_at_the_end_gives_way_to_the_year_before_it(name: str, year: str | None) -> None:
    assert name_date(name) == year


def test_a_date_of_posting_in_brackets_gives_way() -> None:
    assert name_date("2023年柳州市报告（2024年1月发布）") == "2023"
    assert name_date("柳州市要点【2022-03-01更新】2021年") == "2021"
    assert name_date("柳州市报告（2023年1月修订）") == "2023-01"


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("柳州市2022年工作总结和2023年工作计划", 2023),
        ("关于2022年预算执行情况与2023年预算草案的报告", 2023),
        ("局2019年度总结及2020年度思路", 2020),
        ("2020年总结和2023年计划", None),
        ("2021-2025年规划", None),
        ("2022年工作总结", None),
    ],
)
def test_the_year_of_a_review_with_a_plan(name: str, year: int | None) -> None:
    assert planned_year(name) == year


def test_a_county_behind_its_city_in_the_name_of_a_file() -> None:
    for name, district in (
        ("上海普陀_2019", "普陀区"),
        ("南京鼓楼", "鼓楼区"),
        ("南京鼓楼上", None),
        ("柳州海淀", None),
    ):
        assert place_in_name(name).district == district


def test_places_that_reports_are_sent_from() -> None:
    sent = {
        "梧州讯（通讯员 某某）全县修路。": "梧州市",
        "（通讯员 某某 贵港报道）": "贵港市",
        "本报柳州3月5日电（记者 某某）全县修路。": "柳州市",
        "新华社南宁3月5日电（记者 某某）全县修路。": "南宁市",
        "中新网桂林2021年4月6日电 (某某)全县修路。": "桂林市",
        "【人民网广西梧州3月5日电】全县修路。": "梧州市",
        "央广网柳州3月5日消息（记者 某某）全县修路。": "柳州市",
        "新华社北京3月5日电（记者 某某）全县修路。": None,
        "中新网柳州新闻3月5日电 全县修路。": "柳州市",
        "新华社3月5日电 全县修路。": None,
        "柳州讯飞（某公司）": None,
        "（通讯员 某某 综合报道）": None,
    }
    for line, city in sent.items():
        assert place_in_dateline(f"路通了\n{line}").who.city == city


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("【甲市】关于修路的措施_2020-03-05.txt", "2020-03-05"),
        ("2019-11-20-甲市人民政府-修路要点.txt", "2019-11-20"),
        ("1688231_关于修路的通知_20120506103000.txt", "2012-05-06"),
        ("关于修路的通知(2020-03-05)(1).txt", "2020-03-05"),
        ("关于修路的通知_下载2020-03-05.txt", None),
        ("甲市人民政府_20210305_关于修路的通知.txt", "2021-03-05"),
        ("关于修路的通知_2020.txt", None),
        ("关于修路的招标_202105120915.txt", None),
        ("关于修路的方案_已校对_20230305.txt", None),
        ("2020年3月5日在全市大会上的讲话.txt", None),
        ("2019年修路总结_2020-03-05.txt", None),
    ],
)
def test_a_day_parted_from_the_words_of_a_name(name: str, day: str | None) -> None:
    assert day_at_edge(name) == day

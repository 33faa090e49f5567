import pytest

from analysis.slogans import numeric_formulas

FORMULAS = [
    ("增强“四个意识”、做到“两个维护”。", ["四个意识", "两个维护"]),
    ("构建“1+N”政策体系和“3+1”格局。", ["1+N", "3+1"]),
    ("推行一企一策、一村一品。", ["一企一策", "一村一品"]),
    ("形成“一核两翼”布局。", ["一核两翼"]),
    ("落实中央八项规定精神，纠治“四风”。", ["八项规定", "四风"]),
    ("出台“稳增长30条”。", ["稳增长30条"]),
    ("实施“811”计划。", ["811"]),
    ("聚焦“六个打造、六个聚焦”。", ["六个打造", "六个聚焦"]),
    ("推进“五美”乡村建设。", ["五美"]),
    ("实现关停一批、改造一批、搬迁一批、整治一批等“四个一批”。", ["四个一批"]),
    ("共建一带一路。", ["一带一路"]),
    ("落实“三五七九”思路，建设“三无小区”。", ["三五七九", "三无小区"]),
    ("建好“四好农村路”，推行“惠企三十六条”。", ["四好农村路", "惠企三十六条"]),
]


@pytest.mark.parametrize(("text", "formulas"), FORMULAS)
def test_formulas_are_found(text, formulas):
    runs = numeric_formulas(text)
    assert [run.template for run in runs] == formulas
    assert all(text[run.start : run.end] == run.template and run.kind == "numeric" for run in runs)


@pytest.mark.parametrize(
    "text",
    [
        "从三个方面推进100个项目。",
        "第一，要统一思想；第二，要抓紧落实。",
        "建设“15分钟服务圈”，办好“一件事”。",
        "实现“八连冠”，打通“最后一公里”。",
        "推进“一网通办”和“一体化”平台。",
        "今年3月，“第六代市场”开业。",
        "一心一意、一步一个脚印。",
    ],
)
def test_plain_counts_and_ordinals_are_not(text):
    assert numeric_formulas(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "群众拨打“12345”就有回音。",
        "“110”接处警更快，“119”消防宣传更广。",
        "开通“12315”消费维权热线。",
        "畅通“8890”便民热线。",
        "银行客服“95588”全天有人。",
        "举办“多彩六盘水”摄影展。",
        "打造“康养六安”品牌。",
        "唱响“相约三亚”。",
        "推广“七台河”煤化工经验。",
        "“八公山”脚下稻花香。",
        "擦亮“五大连池”名片。",
        "登上“八达岭”看长城。",
        "“十三中”和“七中”迁了新址。",
        "纪念“九一八”，颁发“五四奖章”。",
        "“四环路”通车，“二七广场”改造，“三联书店”开业。",
        "“三圣寺”修缮，“八一大道”亮灯，“六枝煤矿”关停。",
        "“315”晚会曝光的事已查处。",
        "建设“211”高校，“二院”和“三幼”开工。",
        "“实验二小”和“育才三中”启用，“临海市二院”迁址。",
        "读“四大名著”，过“二月二”，说法“五花八门”。",
        "引进“三只松鼠”总部。",
        "引进“九福珠宝”“六天酒店”，为“长风六号”“歼三十”配套。",
        "放映“八十三家客栈”，“二〇九国道”改线，“八一学校”开学。",
        "“双鸭山”森林防火有新招。",
        "开展“金九银十”促销。",
        "“六合”“三河”“七里河”等地来客。",
        "与“四会”、“三门”两地结对，走进“五华”县里。",
    ],
)
def test_hotlines_and_places_are_not(text):
    assert numeric_formulas(text) == []


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("落实“12345”工作思路。", "12345"),
        ("构建“12520”现代化产业体系。", "12520"),
        ("实施“119”攻坚行动。", "119"),
        ("推进“双桥”联动。", "双桥"),
        ("建成“五星广场”。", "五星广场"),
        ("评选“三美书店”。", "三美书店"),
        ("实施“315”行动。", "315"),
        ("用好“三河”治理经验。", "三河"),
        ("“四会”建设见成效。", "四会"),
        ("“三农”等地方工作。", "三农"),
    ],
)
def test_a_plan_may_look_like_a_hotline_or_a_place(text, formula):
    assert [run.template for run in numeric_formulas(text)] == [formula]


def test_known_formulas_and_codes_are_sure_and_other_quoted_words_likely():
    text = "增强“四个意识”，落实中央八项规定，实施“811”计划和“1+N”政策，用好“五美”经验，推行一企一策。"
    tiers = {run.template: run.tier for run in numeric_formulas(text)}
    assert tiers == {
        "四个意识": "sure", "八项规定": "sure", "811": "sure", "1+N": "sure",
        "五美": "likely", "一企一策": "likely",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "limbs"),
    [
        (
            "实现搬迁一批、改造一批、关停一批、整治一批等“四个一批”。",
            ["搬迁一批", "改造一批", "关停一批", "整治一批"],
        ),
        ("推动自治、法治、德治“三治融合”。", ["自治", "法治", "德治"]),
        (
            "创建“五美”（山水美、田园美、院落美、环境美、乡风美）。",
            ["山水美", "田园美", "院落美", "环境美", "乡风美"],
        ),
        ("增强“四个意识”。", []),
        ("甲、乙、丙、丁等“三个一批”", ["乙", "丙", "丁"]),
    ],
)
def test_expansions_are_linked_when_their_number_fits(text, limbs):
    (run,) = numeric_formulas(text)
    assert [limb.text for limb in run.limbs] == limbs
    assert all(text[limb.start : limb.end] == limb.text for limb in run.limbs)

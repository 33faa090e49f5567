import pytest

from analysis import lexicon
from analysis.lexicon import short_name
from analysis.load.attribution.evidence import place_in_name, place_in_publisher
from analysis.load.attribution.places import NOBODY, find_places, place_named, resolve
from analysis.load.attribution.sessions import place_in_session


def test_the_list_of_places_is_whole() -> None:
    places = lexicon.places()
    assert places["code"].is_unique
    assert places["level"].value_counts().to_dict() == {"county": 2943, "city": 369, "province": 34}
    cities = places[places["level"] == "city"]
    assert (cities["city"] == cities["name"]).all()
    assert set(places["province"].dropna()) == set(places.loc[places["level"] == "province", "name"])
    assert set(places.loc[places["level"] == "county", "city"]) <= set(cities["name"])


@pytest.mark.parametrize(("name", "province"), [
    ("北京市", "北京市"), ("重庆市", "重庆市"), ("天门市", "湖北省"), ("仙桃市", "湖北省"),
    ("潜江市", "湖北省"),
    ("济源市", "河南省"), ("石河子市", "新疆维吾尔自治区"), ("东莞市", "广东省"), ("兴安盟", "内蒙古自治区"),
])  # fmt: skip
def test_cities_below_the_province_or_the_state(name: str, province: str) -> None:
    (place,) = place_named(name)
    assert (place.level, place.city, place.province) == ("city", name, province)


@pytest.mark.parametrize(("name", "stem"), [
    ("柳州市", "柳州"),
    ("恩施土家族苗族自治州", "恩施"),
    ("黔西南布依族苗族自治州", "黔西南"),
    ("博尔塔拉蒙古自治州", "博尔塔拉"),
    ("内蒙古自治区", "内蒙古"),
    ("新疆维吾尔自治区", "新疆"),
    ("龙胜各族自治县", "龙胜"),
    ("大兴安岭地区", "大兴安岭"),
    ("忠县", "忠"),
])  # fmt: skip
def test_stems(name: str, stem: str) -> None:
    assert short_name(name) == stem


@pytest.mark.parametrize(("name", "meant"), [
    ("柳州", ["柳州市"]),
    ("恩施州", ["恩施土家族苗族自治州"]),
    ("凉山", ["凉山彝族自治州"]),
    ("广西柳州", ["柳州市"]),
    ("广西省柳州市", ["柳州市"]),
    ("内蒙赤峰", ["赤峰市"]),
    ("广西省", ["广西壮族自治区"]),
    ("广西区", ["广西壮族自治区"]),
    ("内蒙", ["内蒙古自治区"]),
    ("内蒙省", ["内蒙古自治区"]),
    ("內蒙古自治區", ["内蒙古自治区"]),
    ("宁夏自治区", ["宁夏回族自治区"]),
    ("新疆省", ["新疆维吾尔自治区"]),
    ("西藏区", ["西藏自治区"]),
    ("浙江省温州市龙湾区", ["龙湾区"]),
    ("龙湾区", ["龙湾区"]),
    ("吉林", ["吉林省"]),
    ("吉林市", ["吉林市"]),
    ("海南", ["海南省"]),
    ("朝阳区", ["朝阳区", "朝阳区"]),
    ("鼓楼区", ["鼓楼区"] * 4),
    ("北京", ["北京市"]),
    ("中山大学", []),
    ("资料", []),
    ("", []),
])  # fmt: skip
def test_whole_names(name: str, meant: list[str]) -> None:
    assert [place.name for place in place_named(name)] == meant


def test_a_province_decides_between_places_of_one_name() -> None:
    assert {place.city for place in place_named("朝阳区")} == {"北京市", "长春市"}
    assert [place.city for place in place_named("朝阳区", "吉林省")] == ["长春市"]


@pytest.mark.parametrize(("text", "found"), [
    ("中山市与柳州", ["中山市", "柳州"]),
    ("孙中山先生走过中山路，就读中山大学，后有中山纪念堂", []),
    ("北京东路与南京西路", []),
    ("美丽水乡，集中卫生整治，长治久安，加大理论学习", []),
    ("阿里巴巴、宁德时代、东方红", []),
    ("建设美丽中山", ["中山"]),
    ("各县城区和郊区", []),
    ("市和县共同出资", []),
    ("忠县与丰县", ["忠县"]),
    ("长白山下", []),
    ("三明市明确三明确", ["三明市", "三明"]),
])  # fmt: skip
def test_traps(text: str, found: list[str]) -> None:
    mentions = find_places(text)
    assert [text[m.start : m.end] for m in mentions] == found


@pytest.mark.parametrize(("text", "city", "district", "province", "candidates"), [
    ("龙湾区召开大会", "温州市", "龙湾区", "浙江省", ()),
    ("广西柳州", "柳州市", None, "广西壮族自治区", ()),
    ("浙江省", None, None, "浙江省", ()),
    ("朝阳区", None, None, None, ("北京市朝阳区", "吉林省长春市朝阳区")),
    ("长春市朝阳区", "长春市", "朝阳区", "吉林省", ()),
    ("吉林省朝阳区", "长春市", "朝阳区", "吉林省", ()),
    ("江苏省南京市鼓楼区", "南京市", "鼓楼区", "江苏省", ()),
    ("辽源市与绍兴市", None, None, None, ("吉林省辽源市", "浙江省绍兴市")),
    ("重庆市忠县", "重庆市", "忠县", "重庆市", ()),
])  # fmt: skip
def test_mentions_resolve_to_one_place_or_to_candidates(
    text: str, city: str | None, district: str | None, province: str | None, candidates: tuple[str, ...]
) -> None:
    who = resolve(find_places(text))
    assert (who.city, who.district, who.province, who.candidates) == (city, district, province, candidates)


def test_the_longest_name_wins() -> None:
    text = "吉林市、吉林省、吉林、海南藏族自治州、海南"
    assert [text[m.start : m.end] for m in find_places(text)] == [
        "吉林市",
        "吉林省",
        "吉林",
        "海南藏族自治州",
        "海南",
    ]


def named(name: str, year: int | None = None) -> list[tuple[str, str | None]]:
    return [(place.name, place.city) for place in place_named(name, None, year)]


@pytest.mark.parametrize(
    "name",
    [
        "柳　州",
        " 柳州市 ",
        "450200",
        "4502",
        "Liuzhou",
        "liuzhou shi",
        "Liuzhou City",
        "广西/柳州市",
        "柳州市,广西",
        "柳州巿",
        "柳州市辖区",
        "柳州 Liuzhou",
        "Guangxi/Liuzhou",
        "柳州市白沙镇",
        "柳州市（本级）",
    ],
)
def test_cities_as_they_are_written_in_tables(name: str) -> None:
    assert named(name) == [("柳州市", "柳州市")]


def test_a_latin_name_may_mean_several() -> None:
    assert [name for name, _ in named("Suzhou")] == ["苏州市", "宿州市"]
    assert named("hunan") == [("湖南省", None)]
    assert named("text") == named("202301") == named("report") == []


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("襄樊市", 2005, ("襄樊市", "襄阳市")),
        ("襄樊", None, ("襄樊市", "襄阳市")),
        ("巢湖市", 2008, ("巢湖市", "巢湖市")),
        ("巢湖市", 2015, ("巢湖市", "合肥市")),
        ("巢湖市", None, ("巢湖市", "合肥市")),
        ("柳州地区", None, ("柳州地区", "柳州地区")),
        ("大庸市", 1990, ("大庸市", "张家界市")),
        ("雄安新区", None, ("雄安新区", "雄安新区")),
        ("西咸新区", None, ("西咸新区", "西安市")),
    ],
)
def test_former_places_in_their_years_and_new_areas(
    name: str, year: int | None, expected: tuple[str, str]
) -> None:
    assert named(name, year) == [expected]


def test_former_places_and_new_areas_count_in_names_alone() -> None:
    assert find_places("一江干区和四方区域") == find_places("崇文区") == []
    assert [m.places[0].name for m in find_places("崇文区_2005", True, 2005)] == ["崇文区"]


@pytest.mark.parametrize("paper", ["解放日报", "华龙网", "新民晚报", "光明日报"])
def test_papers_are_named_after_no_county(paper: str) -> None:
    assert place_in_publisher(paper) == NOBODY


def test_codes_and_latin_names_in_the_names_of_files() -> None:
    assert place_in_name("450300_2019.txt").city == "桂林市"
    assert place_in_name("guilin_2019_report.txt").city == "桂林市"
    assert place_in_name("202301_report.txt") == NOBODY
    assert place_in_name("report_final_text.txt") == NOBODY


@pytest.mark.parametrize(
    ("head", "city", "district"),
    [
        ("（2019年1月5日在桂林市第五届人民代表大会第四次会议上）", "桂林市", None),
        ("——2019年1月5日在鹿寨县第十六届人民代表大会第四次会议上", "柳州市", "鹿寨县"),
        ("(2 0 1 9 年1 月 5日北海市第十五届人民代表大会第五次会议通过)", "北海市", None),
        ("2019年1月5日在市五届人大四次会议上", None, None),
    ],
)
def test_the_head_of_a_report_names_its_place(head: str, city: str | None, district: str | None) -> None:
    who = place_in_session(f"政府工作报告\n{head}\n各位代表：\n")
    assert (who.city, who.district) == (city, district)
    assert place_in_session("2019年1月5日，在桂林市召开的会议上，代表们讨论热烈。\n") == NOBODY


@pytest.mark.parametrize(("name", "district", "city"), [
    ("徐水县_2013", "徐水县", "保定市"),
    ("江津市政府工作报告", "江津市", "重庆市"),
    ("东阳县志", "东阳县", "金华市"),
    ("广州南沙新区", "南沙新区", "广州市"),
    ("2022年藤县政府工作报告", "藤县", "梧州市"),
])  # fmt: skip
def test_names_from_before_a_county_was_raised(name: str, district: str, city: str) -> None:
    who = place_in_name(name)
    assert (who.district, who.city) == (district, city)


@pytest.mark.parametrize("title", ["建设宜居新城市", "海港市场整治方案", "中心市民公约"])
def test_words_that_end_like_a_city_are_none(title: str) -> None:
    assert place_in_name(title).city is None


def test_a_session_dated_in_characters_names_its_place() -> None:
    head = "政府工作报告\n二〇二二年一月十二日在藤县第十七届人民代表大会第二次会议上"
    assert place_in_session(head).district == "藤县"

"""Quoted words with a numeral that abbreviate nothing: ordinary words, places, telephone numbers."""

from __future__ import annotations

import re
from functools import cache

from ...lexicon import DATA, Scanner, places, read_lines, short_name

NOT_A_FORMULA = re.compile(
    r"连冠|公里|第[一二三四五六七八九十]|十年禁渔|双语|双盲|双城|级$|佳|最[美不佳]|十强|(?<!个)一体化|二次|二十|三亚|长三角|"
    r"[两三]条腿|小二|九二|三件套$|[0-9]{4}|小时|分钟|年行动|单[一]|^十县|五年$|十周年|三[月伏]|十一国庆|铁人|双月|^两难|两用|两不误|八寨|四川|"
    r"三峡|三甲|三星堆|"
    r"两个中国|约法三章|北斗七星|金九银十|黄金三角|新三板|三黄鸡|六堡茶|十大(?:名|秀美|先进|优秀|杰出)|"
    r"七色|三驾马车|四荤|五脏|[二三四五六七八九十]年|^两[岸江河湖]|四季|想三|三步|双[0-9]{2}.|双1[12]"
)
# Festivals, ordinary words and village names that begin with a numeral.
ORDINARY = re.compile(
    r"五一|六一|七一|八一|十一|三八|五四|双十[一二]|七夕|九九重阳|重阳|二维码|二人转|二房东|二手.+|三字经|五线谱|"
    r"[一二三四五六七八九十]+(?:里|家|道|棵)?[一-鿿]?[村屯庄镇乡]"
)

PROPER = re.compile(
    r"(?:酒店|宾馆|饭店|珠宝|药房|影城|剧院|公馆|大厦|国道|省道|县道|号楼|号线|中学|小学|大学|公司|集团|超市|便利店|八一学校)$"
    r"|[一二三四五六七八九十〇零百]{1,4}号$|[一二三四五六七八九]十[一二三四五六七八九](?!条|项|字|招|策|个|大)"
    r"|^[歼轰运直][-—－]?[一二三四五六七八九十]{1,2}$"
)
"""Ends and forms of names of firms, schools, roads, houses, rockets, aeroplanes, films."""

_DAY = "五四|五一|六一|七一|八一|三八|七七|二七|九一八|一二·?[八九]|五卅|八一五|三一五"
DAY = re.compile(
    rf"(?:{_DAY})(?:节|奖章|勋章|红旗手|(?:劳动|妇女|儿童|建军|建党|青年|国际).{{0,6}}|[新大]?(?:运动|事变|精神|罢工|惨案|起义|讲话|口号)"
    r"|纪念.{1,3}|学校|塔|[大中小东西南北前后][路街]|[路街])?"
)
"""Days of the year by their numbers, and what is named after them."""

NAMED = re.compile(
    r"^[一二三四五六七八九十]{1,3}[中幼院]$|^[一二三]甲$|^[二七八十]小$|^(?:[市区县]|实验|育才|附属|[一-鿿]{1,3}[市区县师])[一二三四五六七八九十]{1,2}[中小幼院]$|^[二三四五六七八九]环(?:[路线]|高架|快速路|以内|内外)?$"
    r"|^[一二三四五六七八九十]{1,3}(?:[经纬马]|条)[一二三四五六七八九十]?[路街]$"
    r"|^[一二三四五六七八九十双](?![好美型优宜有无星个大最座条家])[一-鿿]{1,6}?(?:广场|大道|大街|大桥|立交桥|书店|书局|出版社|电视台|药业|制药|证券|影业|饭庄|客栈|火车站|机场|纪念馆|博物馆|煤矿|油田"
    r"|水电站|水库|农场|林场|[塔寺庙祠殿])$"
)
"""Schools and roads that are counted, and what has a numeral in its name but counts nothing."""

DAY_IN_DIGITS = re.compile(r"315|618|918|520|1111|1212|985|211")
ON_DAY = re.compile(r".{0,4}?(?:晚会|消费|维权|购物|大促|电商|期间|事变|纪念|宣传|主题日|促销)")

HOTLINE = re.compile(r"1(?:10|14|19|20|22)|12[03]\d{2}|9[56]\d{3}|100\d{2}")
"""Telephone numbers that anyone may call: police, fire, ambulance, 12345, banks."""
CALLED = re.compile(r".{0,6}?(?:热线|电话|举报|投诉|报警|接警|急救|政务服务|便民)")
PLANNED = re.compile(r"[一-鿿]{0,6}?(?:体系|思路|战略|工程|布局|格局|目标|行动|计划|规划|举措|任务)")
OF_PLACES = re.compile(
    r"(?:[、和与及]?[“‘][一-鿿]{2,5}[”’]){0,3}(?:等?[两三四五六几各]?(?:地(?!位)|[市县区](?:[市县区]|(?![委政人长场])))|籍|一带|境内)"
)
"""What follows the name of a place in quotation marks, others between."""

CODE_LENGTH = range(3, 6)
NUMERAL_IN_NAME = re.compile(r"[一二三四五六七八九十两双]")


def is_hotline(word: str, after: str) -> bool:
    """Return whether a quoted number is a telephone number rather than a plan (“12345”热线, “12345”工作思路).

    Parameters
    ----------
    word : str
        The quoted number.
    after : str
        What follows the quotation.
    """
    if not (word.isascii() and word.isdigit() and len(word) in CODE_LENGTH):
        return False
    if DAY_IN_DIGITS.fullmatch(word) and (ON_DAY.match(after) or not PLANNED.match(after)):
        return True
    return bool(CALLED.match(after) or (HOTLINE.fullmatch(word) and not PLANNED.match(after)))


def is_county(word: str, after: str) -> bool:
    """Return whether a quoted word is the short name of a county, as what follows it says (“三河”“四会”两地).

    Parameters
    ----------
    word : str
        What is quoted.
    after : str
        What follows the quotation.
    """
    return OF_PLACES.match(after) is not None and word in _counties()


def is_ordinary(word: str) -> bool:
    """Return whether a quoted word has a numeral without abbreviating a list, or names a place."""
    return bool(
        word in _names()
        or NOT_A_FORMULA.search(word)
        or PROPER.search(word)
        or ORDINARY.fullmatch(word)
        or DAY.fullmatch(word)
        or NAMED.search(word)
        or _places().longest(word)
    )


@cache
def _names() -> frozenset[str]:
    """Return names of sights, firms and goods with a numeral."""
    return frozenset(line for _, line in read_lines(DATA / "numeral_names.txt"))


@cache
def _counties() -> frozenset[str]:
    """Return short names of counties with a numeral."""
    return frozenset(name for name in map(short_name, places()["name"]) if NUMERAL_IN_NAME.search(name))


@cache
def _places() -> Scanner:
    """Return a scanner of places with a numeral: full names, and short ones that nothing else is called.

    Short names of counties are left out when they have two characters: 双桥, 三河 may well be formulas.
    """
    table = places()
    named = {
        name
        for name, level in zip(table["name"], table["level"], strict=True)
        for name in (name, short_name(name))
        if len(name) > 2 or (level == "city" and len(name) == 2)
    }
    return Scanner(sorted(name for name in named if NUMERAL_IN_NAME.search(name)))

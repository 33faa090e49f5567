import pytest

from analysis.load.attribution.dates import find_dates, numeral, parse_date, parse_year


@pytest.mark.parametrize(("cell", "date"), [
    ("2023-02-01", "2023-02-01"),
    ("2023/2/1", "2023-02-01"),
    ("2023.02.01", "2023-02-01"),
    ("2023年2月1日", "2023-02-01"),
    ("2023 年 2 月 1 日", "2023-02-01"),
    ("2021-08-24 11:10", "2021-08-24"),
    ("2021-08-24T11:10:00+08:00", "2021-08-24"),
    ("20230201", "2023-02-01"),
    ("2023年2月", "2023-02"),
    ("2023-02", "2023-02"),
    ("2023", "2023"),
    ("2023年", "2023"),
    ("二〇二三年二月一日", "2023-02-01"),
    ("二○○二年七月十二日", "2002-07-12"),
    ("二〇一一年十月二十六日", "2011-10-26"),
    ("二〇二三年", "2023"),
    ("8月23日", None),
    ("2023年13月", "2023"),
    ("二〇二三年十三月", None),
    ("2023-02-30", None),
    ("1830年", None),
    ("共2023012人", None),
    ("2019-2022年", None),
    ("2019年至2022年", None),
    ("Feb-23", "2023-02"),
    ("202302", "2023-02"),
    ("202312.0", "2023-12"),
    ("202313", None),
    ("二О二三年三月五日", "2023-03-05"),
    ("二0二三年三月二0日", "2023-03-20"),
    ("二ΟΟ八年一O月", "2008-10"),
    ("2О23年3月5日", "2023-03-05"),
    ("2023年三月五日", "2023-03-05"),
    ("Mon-23", None),
    ("2007—10—28", "2007-10-28"),
    ("2007·10·28", "2007-10-28"),
    ("2007_10_28", "2007-10-28"),
    ("2007 10 28", "2007-10-28"),
    ("2007\\10\\28", "2007-10-28"),
    ("2007、13、28", "2007"),
    ("20071028103059", "2007-10-28"),
    ("200710281030", "2007-10-28"),
    ("20071028993059", None),
    ("28-Oct-2007", "2007-10-28"),
    ("2007-October-28", "2007-10-28"),
    ("31-Feb-2007", "2007"),
    ("二〇〇七年10月28日", "2007-10-28"),
    ("１７年６月", "2017-06"),
    ("98年3月5日", "1998-03-05"),
    ("2021年1-12月", "2021"),
    ("2021年3月—5月", "2021"),
    ("2018、11、12月", "2018"),
    ("2019，1，2季度", "2019"),
    ("2019·1·2号文", "2019"),
    ("35年3月", None),
    ("第20190305号", None),
    ("", None),
])  # fmt: skip
def test_cells_with_dates(cell: str, date: str | None) -> None:
    assert parse_date(cell) == date
    assert parse_year(cell) == (int(date[:4]) if date else None)


def test_dates_stand_where_they_are_found() -> None:
    text = "2018年7月9日至7月23日，以及二〇一九年，2020-01-02。"
    found = find_dates(text)
    assert [one.date for one in found] == ["2018-07-09", "2019", "2020-01-02"]
    assert [text[one.start : one.end] for one in found] == ["2018年7月9日", "二〇一九年", "2020-01-02"]


@pytest.mark.parametrize(
    ("word", "number"), [("十", 10), ("十二", 12), ("二十", 20), ("三十一", 31), ("七", 7)]
)
def test_numerals(word: str, number: int) -> None:
    assert numeral(word) == number


@pytest.mark.parametrize(
    ("words", "date"),
    [
        ("２０１９年３月４日", "2019-03-04"),
        ("二0一九年", "2019"),
        ("2 0 1 9 年3 月 4日", "2019-03-04"),
        ("2 0 1 9 年 1 2 月", "2019-12"),
        ("43528", "2019-03-04"),
        ("43528.0", "2019-03-04"),
        ("1551664800", "2019-03-04"),
        ("1551664800000", "2019-03-04"),
    ],
)
def test_dates_in_other_digits_and_counted(words: str, date: str) -> None:
    assert parse_date(words) == date


@pytest.mark.parametrize("words", ["12345", "99999", "3 0 0 0 亿元", "1234567890123456"])
def test_other_numbers_are_no_dates(words: str) -> None:
    assert parse_date(words) is None


@pytest.mark.parametrize(
    ("cell", "year"),
    [("202 1", 2021), ("2 0 1 9", 2019), ("2O19", 2019), ("’07", 2007), ("FY16", 2016), ("２０１８", 2018)],
)
def test_years_set_wide_and_cut_short(cell: str, year: int) -> None:
    assert parse_year(cell) == year


def test_a_year_with_a_digit_too_many_is_none() -> None:
    assert [parse_year(cell) for cell in ("20200", "19980.0", "44958", "2020")] == [None, None, 2023, 2020]


@pytest.mark.parametrize("cell", ["2020-21", "2019/20", "2020—2021", "缺", "12 345"])
def test_two_years_are_none(cell: str) -> None:
    assert parse_year(cell) is None

import pytest

from analysis import read_folder
from analysis.load.gate.judge import judge
from analysis.load.gate.lost_parts import is_cut, with_parts_mended

TEXT = "各县要把“村道”修到户——年底前完成三百里。《规划》管三年，逐段验收。"


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
def test_marks_of_punctuation_read_as_latin_are_mended(encoding: str) -> None:
    wrong = "".join(
        sign if "一" <= sign <= "鿿" else sign.encode().decode(encoding, "ignore") for sign in TEXT
    )
    text, (said,) = with_parts_mended(wrong)
    assert text == TEXT
    assert said.code == "marks_mended"


def test_halves_of_quotation_marks_are_mended_in_pairs() -> None:
    assert (
        with_parts_mended("鈥\ufffd村道修好了。鈥\ufffd老人说，路通了。")[0]
        == "“村道修好了。”老人说，路通了。"
    )
    assert (
        with_parts_mended("村道修好了。鈥\ufffd老人说，路通了。")[0] == "村道修好了。鈥\ufffd老人说，路通了。"
    )


def test_lines_of_which_nothing_is_left_go_and_the_rest_is_read(tmp_path) -> None:
    text = f"柳州市修路办法\n{TEXT}\n锟斤拷锟斤拷烫烫烫锟斤拷锟斤拷\n{TEXT[::-1]}\n" + "\ufffd" * 20
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    reading = read_folder(tmp_path)
    assert "锟" not in reading.documents["text"].iloc[0]
    assert "\ufffd" not in reading.documents["text"].iloc[0]
    assert "2 lines" in reading.files["warnings"].iloc[0]


@pytest.mark.parametrize("text", ["价格€5，Île de France，naïve，各县修路。", TEXT, "烫烫烫，锅里的水开了。"])
def test_other_signs_stay(text: str) -> None:
    assert with_parts_mended(text) == (text, ())


@pytest.mark.parametrize("end", ["...【详细】", "……[查看全文]", "…更多>>", "...（点击查看详情）"])
def test_texts_that_a_list_cut_off_are_told(end: str) -> None:
    assert is_cut(f"各县要把村道修到{end}")
    assert not is_cut(f"各县要把村道修到{end}，年底前完成。")
    assert not is_cut("各县修路……")
    (flag,) = judge(f"各县要把村道修到{end}", "csv").flags
    assert flag.code == "cut_by_list"

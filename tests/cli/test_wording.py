"""What the command line says stands in both languages: every fault that can be met has its Chinese."""

import ast
import re
from pathlib import Path

import pytest

import analysis
from analysis.cli import main
from analysis.cli.parser import parsers
from analysis.cli.wording import GAP, in_language, language
from analysis.lexicon import DATA, read_toml

ROOT = Path(analysis.__file__).parent
HAN = re.compile("[一-鿿]")
TEXT = "推进港口扩建，改善民生服务，扩大对外开放，提升城市品质，促进就业增收。"

FILES = {
    "texts/柳州市-2023.txt": TEXT, "blank/a.txt": " ", "english/a.txt": "This is English only. " * 9,
    "rows.csv": f"城市,内容\n柳州市,{TEXT}\n", "none.csv": "a,b\n1,2\n", "only/documents.csv": "file,city\n",
    "file": "x", "old/README.md": "x", "empty.toml": "", "bad.toml": "a b c", "theme.toml": "a = 5\n",
    "query.toml": 'a = ["port AND"]\n', "option.toml": "bx = 3\n", "type.toml": "by = 3\n",
    "path.toml": 'out = ""\n',
    "verdicts.csv": "a,b\n", "codes.csv": "unit,coder\n", "label.toml": "[[topic]]\nlabel = 'a'\n",
    "twice.toml": "[[code]]\nname = 'a'\n[[code]]\nname = 'a'\n",
}  # fmt: skip

WRONG = {
    "frob": "请从以下各项中选择",
    "report": "缺少必需的参数",
    "check nowhere": "请检查路径",
    "count nowhere --out o": "请检查路径",
    "check nothing": "请把文本放进去",
    "check only": "请把文本放在旁边",
    "check blank": "文件是空的",
    "check english": "不是中文文本",
    "check none.csv": "请用 --text-column 指明正文列",
    "check rows.csv --text-column c": "没有“c”列",
    "check texts --by yaer": "只能取以下之一：'year', 'city'",
    "check texts --by 年份": "只能取以下之一：'year', 'city'",
    "report texts --by c": "只能取以下之一",
    "count texts --out o --by c": "只能取以下之一",
    "panel texts --by c": "只能取以下之一",
    "reuse texts --by c": "只能取以下之一",
    "report texts --n-topics x": "请写整数",
    "report texts --jobs 0": "至少是 1",
    "report texts --sections c": "请从以下各项中选择",
    "report texts --sections ,": "请至少写出以下各项之一",
    "report texts --copies two": "请从以下各项中选择",
    "report texts --date 2024-13-01": "请写成 2026-01-31 的形式",
    "report texts --pages x": "请写成 1-3,5 的形式",
    "report texts --delimiter abcdefg": "请写一至四个字符",
    "report texts --frob": "--help",
    "report texts --out": "后面要写一个值",
    "report texts --co one": "请写全",
    "report texts --reference nowhere": "请检查 --reference 的路径",
    "report texts --verdicts verdicts.csv": "请补上",
    "report texts --userdict nowhere": "请检查路径",
    "report texts --userdict texts": "请写文件的路径",
    "report texts --themes empty.toml": '名称 = ["词", "词"]',
    "report texts --themes theme.toml": '["词", "词"]',
    "report texts --themes query.toml": "末尾缺少一个词",
    "report texts --topic-labels label.toml": "须有 label",
    "report texts --codings nowhere": "请检查路径",
    "report texts --codings texts": "请用 --codebook 写明文件",
    "report texts --codings codes.csv --codebook twice.toml": "请删去一处",
    "report texts --codings codes.csv --codebook pmc": "编码结果须有 unit、coder、code 三列",
    "report texts --n-texts 5": "请去掉这个选项",
    "report texts --out file": "另选一个文件夹",
    "report --config bad.toml": "文字须加引号",
    "report --config option.toml": "可用的选项有",
    "report --config type.toml": "须为加引号的文字",
    "report --config path.toml": "请写明路径",
    "clean texts --out texts": "另选一个文件夹",
    "audit texts --write file": "请换一个文件名",
    "panel texts --terms ,": "请至少写一个词",
    "count texts --out file": "另选一个文件夹",
    "new file": "请另选一个尚不存在的文件夹",
    "new old": "请另选一个文件夹",
    "cache frob": "请从以下各项中选择",
}
"""Wrong command lines, and what the answer in Chinese has in it, the remedy mostly."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wrong")
    (folder / "nothing").mkdir()
    for name, content in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.mark.parametrize("line", WRONG)
def test_a_wrong_command_line_is_answered_in_the_language_asked_for(line, place, monkeypatch, capsys):
    monkeypatch.chdir(place)
    told = {}
    for lang in ("zh", "en"):
        try:
            code = main([*line.split(" "), "--lang", lang] if line != "report texts --out" else
                        ["report", "texts", "--lang", lang, "--out"])  # fmt: skip
        except SystemExit as ended:
            code = ended.code
        assert code == 2
        told[lang] = capsys.readouterr().err.strip().split("\n")[-1]
    assert WRONG[line] in told["zh"]
    assert told["zh"].startswith("koujing")
    assert not re.search("[a-z]{3,} [a-z]{2,} [a-z]{2,}", told["zh"])
    listed = re.sub("one of: .*|found: [^)]*|'[^']*'", "", told["en"])  # names
    assert not HAN.search(listed)


def test_there_are_forty_and_more():
    assert len(WRONG) >= 40


def test_the_language_is_that_asked_for_else_that_of_the_system(tmp_path):
    (tmp_path / "a.toml").write_text('lang = "zh"\n', encoding="utf-8")
    chinese = {"LANG": "zh_CN.UTF-8"}
    assert language(["report", "--config", str(tmp_path / "a.toml")], {}) == "zh"
    assert language(["report", "--config", str(tmp_path / "a.toml"), "--lang", "en"], chinese) == "en"
    assert language(["report", "--config", "nowhere"], chinese) == "zh"
    assert language(["report", "--lang", "fr"], chinese) == "zh"
    assert language([], {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}) == "en"
    assert language([], {"LC_ALL": "", "LANG": "zh_TW"}) == "zh"


def test_reasons_within_a_sentence_are_put_into_chinese_too():
    told = 't: none of its 2 files could be read as a text (a.txt: the file is empty; b.png: it is an image; to have its text recognised: pip install "koujing[ocr]").'  # noqa: E501
    assert in_language(told, "zh") == (
        "t 里的 2 个文件没有一个能作为文本读取（a.txt：文件是空的；b.png：这是图片；要识别其中的文字，"
        '请运行：pip install "koujing[ocr]"）。'
    )
    latin = "it is not a Chinese text (0 % of its words are Chinese characters)"
    assert in_language(
        f"t: none of its 2 files could be read as a text (a.txt: {latin}; b.txt: {latin}).", "zh"
    ) == (
        "t 里的 2 个文件没有一个能作为文本读取（a.txt：不是中文文本（汉字只占 0%）；"
        "b.txt：不是中文文本（汉字只占 0%））。"
    )
    assert in_language(
        "t: none of its 1 files could be read as a text (a.doc: doc files are read through LibreOffice, "
        "which was not found; install it, or save the file as docx).",
        "zh",
    ) == (
        "t 里的 1 个文件没有一个能作为文本读取（a.doc：读取 doc 文件需要 LibreOffice，但没有找到；"
        "请安装，或将文件另存为 docx）。"
    )
    assert in_language(
        "No document has a value in `publisher`: add it in a file documents.csv in the folder (columns "
        "file,publisher) or to the frame, or group by another column: city (3). Documents were counted "
        "without groups.",
        "zh",
    ) == (
        "没有一篇文本有 publisher 的值：请在文件夹内的 documents.csv 中补上（列 file,publisher），"
        "或改用其他列分组：city (3)。各篇文本未分组计数。"
    )
    assert in_language(
        "a.txt: one word of at most 100 characters a line is expected (or jieba's `word frequency tag`); "
        "passed over: line 1: 'a b c d'.",
        "zh",
    ).endswith("略过：第 1 行：'a b c d'。")
    assert in_language("nobody has said this", "zh") == "nobody has said this"
    assert in_language(told, "en") == told


ERRORS = {"InputError", "OutputError", "DataFileError", "ChoiceError", "KoujingError", "ArgumentTypeError"}
MET = (
    "batch", "cache", "cli", "files", "kinds", "load", "options", "report", "prepare", "segmentation",
    "coding/codebook", "coding/filled", "coding/codings", "lexicon/files", "lexicon/words",
    "lexicon/query_reader", "keywords/panel", "slogans/verdicts", "topics/labels", "topics/fit",
    "topics/units", "topics/stability",
)  # fmt: skip
"""Rooms whose faults the command line meets."""

NOT_MET = {
    "load/frame.py", "load/frame_checks.py", "report/chart.py", "keywords/panel.py",
}  # fmt: skip
"""Files among them that are for importers, or whose other faults are."""


def template(node):
    """Return a message with 7 for what is put in."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "7" for part in node.values)
    if isinstance(node, ast.BinOp):
        return template(node.left) + template(node.right)
    return node.value if isinstance(node, ast.Constant) else "7"


def raised():
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.startswith(MET) and name not in NOT_MET:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                called = getattr(node, "func", None)
                said = getattr(called, "attr", getattr(called, "id", ""))
                if said in {*ERRORS, "warn"} and node.args and len(template(node.args[0])) > 3:
                    yield f"{name}:{node.lineno}", template(node.args[0])


def test_every_fault_the_command_line_meets_has_its_chinese():
    found = dict(raised())
    assert len(found) > 100
    english = re.compile("[a-z]{3,} [a-z]{2,} [a-z]{2,}")
    missing = {place: said for place, said in found.items() if english.search(in_language(said, "zh"))}
    assert missing == {}


def test_both_languages_have_the_same_gaps():
    for entry in read_toml(DATA / "spoken.toml")["said"]:
        assert {*GAP.findall(entry["zh"])} <= {*GAP.findall(entry["en"])}
        assert not HAN.search(entry["en"].replace("港口 NOT 空港口岸", ""))


def test_the_help_is_in_chinese_too():
    parser, report = parsers("zh")
    shown = parser.format_help() + report.format_help()
    for action in parser._subparsers._group_actions[0].choices.values():
        shown += action.format_help()
    lines = [line for line in shown.split("\n") if re.search("[a-z]{3,} [a-z]{2,} [a-z]{2,} [a-z]", line)]
    assert [line for line in lines if "koujing" not in line and "usage" not in line] == []
    assert "显示各文件会怎样读取" in shown

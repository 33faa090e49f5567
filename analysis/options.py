"""Every option of a report, defined once: its name, type, choices, default and help.

The parameters of `make_report`, the command line, the validation of `koujing.toml`, its two templates and
the record of what was asked for are all derived from `ReportOptions`. To add an option, add a field.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from .checks import check_path
from .errors import ChoiceError
from .kinds import (
    COLUMN,
    DAY,
    DIR,
    FILE,
    FOLDER,
    MARK,
    PAGES,
    SWITCH,
    TEXT,
    Kind,
    one_of,
    some_of,
    whole,
    whole_or_auto,
)

SECTIONS = ("corpus", "keywords", "topics", "slogans", "similarity", "reuse", "cities")
"""Sections of a report that can be chosen; findings and method are always included."""

FIGURES = ("svg", "png")
"""Formats of charts for papers."""

LANGUAGES = ("zh", "en")

TOPIC_ENGINES = ("gensim", "tomotopy")
"""Libraries that fit topics; the second needs the extra `fast`."""

CODEBOOKS = ("instruments", "pmc", "attention")
"""Names of the codebooks that come with the project."""

ENGINES = ("local", "dask")
"""Where `koujing count` runs: on this machine or on a Dask cluster."""

COPIES = ("one", "all")
"""Count duplicate texts once, or every time they occur."""


@dataclass(frozen=True)
class About:
    """The documentation of an option.

    Attributes
    ----------
    kind : Kind
        The values it takes.
    en, zh : str
        Its help.
    example : str
        A sample value for configuration files, as TOML, where the default says little.
    changes : bool
        Whether results depend on it; if so, it is recorded with them.
    begins : bool
        Whether a new configuration file starts with the example set.
    """

    kind: Kind
    en: str
    zh: str
    example: str = ""
    changes: bool = True
    begins: bool = False


def _said(kind: Kind, en: str, zh: str, **more: Any) -> dict[str, About]:
    return {"about": About(kind, en, zh, **more)}


@dataclass(frozen=True)
class ReportOptions:
    """The options of a report; each value is checked on construction."""

    folder: str | Path | None = field(default=None, metadata=_said(
        FOLDER, "the texts: .txt, .csv, .jsonl ... in any sub-folders; or results of `koujing count`",
        "文本所在的文件夹，或 koujing count 的结果",
        example='"texts"', changes=False, begins=True,
    ))  # fmt: skip
    out: str | Path | None = field(default=None, metadata=_said(
        DIR, "where to write the report: the page, a workbook, tables/, figures/", "报告写到哪里",
        example='"report"', changes=False, begins=True,
    ))  # fmt: skip
    by: str = field(default="city", metadata=_said(
        COLUMN,
        "what to compare: city, province, district, year, publisher, another column; or city,year",
        "比较什么：city 城市、province 省份、district 区县、year 年份、publisher 发布单位、自己的列；或合用"
        " city,year",
    ))  # fmt: skip
    lang: str = field(default="zh", metadata=_said(
        
        one_of(LANGUAGES),
        "language of the report: zh or en",
        "报告的语言：zh 中文，en 英文",
        begins=True,
    ))  # fmt: skip
    sections: tuple[str, ...] = field(default=SECTIONS, metadata=_said(
        some_of(SECTIONS, "section"), "sections to compute and show", "要计算并写入报告的部分"
    ))  # fmt: skip
    n_topics: int | str = field(default=8, metadata=_said(
        whole_or_auto(2), "number of topics, or auto to try several (slower)",
        '主题数；"auto" 则试几种再选，用时更长',
    ))  # fmt: skip
    topic_engine: str = field(default="gensim", metadata=_said(
        one_of(TOPIC_ENGINES), "library that fits topics: gensim, or tomotopy (needs the extra `fast`)",
        "拟合主题的程序：gensim，或 tomotopy（需安装 koujing[fast]）",
    ))  # fmt: skip
    topic_labels: str | Path | None = field(default=None, metadata=_said(
        FILE, "your own topic labels: a TOML file of [[topic]] tables",
        "自定的主题名称：由 [[topic]] 表组成的 TOML 文件", example='"topic_labels.toml"',
    ))  # fmt: skip
    seed: int = field(default=1, metadata=_said(
        whole(0), "seed for everything random: the same seed gives the same results",
        "随机种子；种子相同，结果相同",
    ))  # fmt: skip
    copies: str = field(default="one", metadata=_said(
        one_of(COPIES), "duplicate texts: one counts each text once, all counts every copy",
        "重复出现的文本：one 只计一次，all 每份都计",
    ))  # fmt: skip
    reference: str | Path | None = field(default=None, metadata=_said(
        FOLDER, "reference texts whose slogans are marked as inherited",
        "参照文本的文件夹，其中出现过的口号记为“沿用”", example='"reference"',
    ))  # fmt: skip
    verdicts: str | Path | None = field(default=None, metadata=_said(
        FILE, "verdicts on slogans: a filled-in tables/slogan_verdicts.csv", "填好的口号意见表",
        example='"slogan_verdicts.csv"',
    ))  # fmt: skip
    userdict: str | Path | None = field(default=None, metadata=_said(
        FILE, "terms never to be split, one per line; `koujing audit --write` makes such a file",
        "不可切开的词，一行一个（koujing audit --write 可以生成）", example='"userdict.txt"',
    ))  # fmt: skip
    stopwords: str | Path | None = field(default=None, metadata=_said(
        FILE, "additional stop words, one per line", "另外不计的停用词，一行一个",
        example='"stopwords.txt"',
    ))  # fmt: skip
    text_column: str = field(default="", metadata=_said(
        COLUMN, "column of tables that holds the texts, where it has no usual name",
        "表格中的正文列；列名常见时不必写", example='"材料内容"',
    ))  # fmt: skip
    delimiter: str = field(default="", metadata=_said(
        MARK, "character(s) between the cells of text tables, or their name: tab, comma, semicolon, bar",
        "文本表格的分隔符：一个或几个字符，或 tab、comma、semicolon、bar", example='"tab"',
    ))  # fmt: skip
    header_row: int | None = field(default=None, metadata=_said(
        whole(1), "row of tables with the column names, where it is not found by itself",
        "表格中列名所在的行，从 1 数起；不写则自动判断", example="2",
    ))  # fmt: skip
    document_by: str = field(default="", metadata=_said(
        COLUMN, "columns of tables: rows that agree in all of them are one document's paragraphs",
        "表格中的列，逗号分隔：这些列都相同的行合为一篇", example='"city,year"',
    ))  # fmt: skip
    table: str = field(default="", metadata=_said(
        COLUMN, "table of SQLite and DuckDB files that holds the texts, where they have several",
        "SQLite、DuckDB 文件中存正文的表；只有一张表时不必写", example='"notices"',
    ))  # fmt: skip
    pages: str = field(default="", metadata=_said(
        PAGES, "pages of PDF files to read, such as 1-3,5 or 7-; all by default",
        "PDF 只读哪些页，如 1-3,5 或 7-；不写则全读", example='"1-3,5"',
    ))  # fmt: skip
    n_texts: int | None = field(default=None, metadata=_said(
        whole(1), "of a counted folder, texts for sentences, topics and themes (default: as many as fit)",
        "统计结果文件夹中，句子、主题和议题取自多少篇文本；不写则能容纳多少取多少", example="1000",
    ))  # fmt: skip
    themes: str | Path | None = field(default=None, metadata=_said(
        FILE, "themes for attention: a TOML file of lists of words and phrases; -word is skipped",
        "自己的议题词表：词和短语，前面加 - 的是例外", example='"themes.toml"',
    ))  # fmt: skip
    codings: str | Path | None = field(default=None, metadata=_said(
        FOLDER, "what people coded: a folder of `write_sheets`, or a CSV of unit, coder, code",
        "人工编码的结果：编码表所在的文件夹，或列为 unit、coder、code 的 CSV 文件", example='"coding"',
    ))  # fmt: skip
    codebook: str | Path | None = field(default=None, metadata=_said(
        FILE, "the codebook of --codings (default: codebook.toml in that folder)",
        "编码所依据的编码簿（默认为编码文件夹里的 codebook.toml）", example='"codebook.toml"',
    ))  # fmt: skip
    title: str = field(default="", metadata=_said(TEXT, "title of the report", "报告的标题"))
    date: str = field(default="", metadata=_said(
        DAY, "date of the report, shown at the top; none by default",
        "报告日期，写在报告开头；不写则没有日期", example="2026-01-31",
    ))  # fmt: skip
    figures: tuple[str, ...] = field(default=(), metadata=_said(
        some_of(FIGURES, "format", none=True), "also write charts as image files for papers: svg, png",
        "另把各图写成图片文件：svg、png，供论文使用", example='"svg,png"', changes=False,
    ))  # fmt: skip
    quiet: bool = field(default=False, metadata=_said(
        SWITCH, "no progress bar and no closing line", "true：不显示进度", changes=False
    ))  # fmt: skip
    cache: str | Path | None = field(default=None, metadata=_said(
        DIR, "where results are cached to speed up the next run (default: the user's cache)",
        "中间结果的存放处，供下次运行使用（默认为用户的缓存文件夹）", example='"cache"', changes=False,
    ))  # fmt: skip
    jobs: int = field(default=1, metadata=_said(
        whole(1), "processes at work at the same time; the report is the same",
        "同时工作的进程数，不影响结果", example="4", changes=False,
    ))  # fmt: skip
    no_cache: bool = field(default=False, metadata=_said(
        SWITCH, "recompute everything and cache nothing", "true：全部重新计算，什么也不保存",
        changes=False,
    ))  # fmt: skip

    def __post_init__(self) -> None:
        """Check every value and convert it to the form that the code expects.

        Raises
        ------
        ChoiceError
            When an option does not take the value given.
        """
        for option in fields(self):
            given = getattr(self, option.name)
            if given is None and option.default is None:
                continue
            if option.name == "folder":
                check_path("make_report", given)
            try:
                made = about(option).kind.value(given)
            except ValueError as fault:
                raise ChoiceError(f"The `{option.name}` parameter of `make_report`: {fault}.") from None
            object.__setattr__(self, option.name, Path(given) if about(option).kind.is_path else made)


OPTIONS: Mapping[str, Field[Any]] = {option.name: option for option in fields(ReportOptions)}


def about(option: Field[Any]) -> About:
    """Return the documentation of a field of `ReportOptions`."""
    found: About = option.metadata["about"]
    return found


def asked(options: ReportOptions) -> Iterator[tuple[str, Any]]:
    """Yield the options that results depend on and that were set, with their values."""
    for name, option in OPTIONS.items():
        value = getattr(options, name)
        if about(option).changes and value is not None and value != "":
            yield name, value

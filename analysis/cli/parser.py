"""The command line: commands, options, their types and their help."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from .. import __version__
from ..kinds import SWITCH, Kind, whole
from ..options import CODEBOOKS, ENGINES, OPTIONS, about
from . import commands
from .wording import Parser, examples_in, in_language, language

EXAMPLES = """\
examples:
  koujing new project/                        set up a project: notebooks, settings, a list of texts
  koujing new project/ --codebook instruments  add a codebook of policy instruments, to code by hand
  koujing check texts/                        how each file is read, and which place it is attributed to
  koujing clean texts/ --out cleaned/         cleaned texts, a log of every line changed, a map to the sources
  koujing report texts/                       compare the cities; the page goes to reports/texts/
  koujing report texts/ --lang en --n-topics 12
  koujing report texts/ --by year --n-topics auto --out out/
  koujing report texts/ --sections keywords,slogans
  koujing report --config koujing.toml --seed 2
  koujing report texts/ --reference state_council/ --verdicts slogan_verdicts.csv
  koujing report texts/ --no-cache            recompute everything, ignoring earlier runs
  koujing cache info                          size of the cache; `cache clear` empties it
  koujing reuse texts/ --reference state_council/   who copies whom, and which texts are cited
  koujing audit texts/ --write userdict.txt   terms the segmenter splits, for you to review
  koujing count texts.jsonl.gz --out counted/  tables larger than memory, batch by batch
  eval "$(koujing completion bash)"           Tab completes commands and options
"""

REPORT_EXAMPLES = """\
examples:
  koujing report texts/                       everything, by city, in Chinese
  koujing report texts/ --by province --lang en
  koujing report texts/ --sections corpus,keywords
  koujing report --config koujing.toml        options from a file; the command line wins
"""

REUSE_EXAMPLES = """\
examples:
  koujing reuse texts/ --reference state_council/        passages, shares, sources, citations
  koujing reuse texts/ --terms 河长制,一网通办              and how these terms were adopted
"""

COUNT_EXAMPLES = """\
examples:
  koujing count texts.jsonl.gz --out counted/               terms, keyness and slogans by city
  koujing count tables/ --out counted/ --by year --jobs 4   all tables in a folder, four processes
  koujing count notices.duckdb --table notices --out counted/
  koujing count texts.parquet --out counted/ --permutations 0   no p and q: saves a tenth of the time
  koujing count texts.parquet --out counted/ --no-cache     cache nothing, to save disk space
  koujing count texts.parquet --out counted/ --engine dask --jobs 8
  koujing count texts.parquet --out counted/ --engine dask --scheduler tcp://10.0.0.1:8786

TEXTS is a .jsonl, .json, .csv, .tsv (each possibly .gz), .parquet, SQLite or DuckDB file with one text per
row, a folder of such files and of texts in files of their own (.txt, .html, .docx, .pdf ...), or a zip of it;
a list documents.csv beside them may give city, year ... for whole files. Texts are not kept in memory.
The results are the same for every batch size and engine. After an interruption the same command continues
where it stopped. A later run with another --by or with more rows computes only batches with new or changed
rows.
"""

TABLES = ("text_column", "delimiter", "header_row", "document_by", "table", "pages")
"""Options that say how tables are laid out, and which pages of PDF are read."""

SHORT = {"out": ("-o",)}
"""Short forms, where every other tool has one."""

SHELLS = ("bash", "zsh", "fish")


def typed(kind: Kind) -> Callable[[str], Any]:
    """Return the function that parses the text typed for an option."""

    def read(text: str) -> Any:
        try:
            return kind.read(text)
        except ValueError as fault:
            raise argparse.ArgumentTypeError(str(fault)) from None

    return read


def _terms(text: str) -> list[str]:
    terms = [term.strip() for term in text.replace("，", ",").split(",") if term.strip()]
    if not terms:
        raise argparse.ArgumentTypeError("name at least one term; separate several by commas")
    return terms


def add_options(parser: Parser, *names: str, **changed: Mapping[str, Any]) -> None:
    """Add report options to a command.

    Parameters
    ----------
    parser : Parser
        The command.
    *names : str
        Options; `folder` is positional, the others are `--name`.
    **changed : mapping
        By option, what differs for this command: `help`, `default`, `required` or `nargs`.
    """
    lang = parser.lang
    for name in names:
        said, default = about(OPTIONS[name]), OPTIONS[name].default
        own = dict(changed.get(name, {}))
        told = in_language(own["help"], lang) if "help" in own else said.zh if lang == "zh" else said.en
        given: dict[str, Any] = {}
        if said.kind is SWITCH:
            given |= {"action": "store_true"}
            told = told.removeprefix("true：")
        else:
            default = own.get("default", default)
            shown = ",".join(default) if isinstance(default, tuple) else default
            if shown not in (None, ""):
                told += f"（默认：{shown}）" if lang == "zh" else f" (default: {shown})"
            given |= {"default": default, "metavar": said.kind.metavar, "type": typed(said.kind)}
            if said.kind.choices and not isinstance(default, tuple):
                given["choices"] = said.kind.choices
        flag = name if name == "folder" else f"--{name.replace('_', '-')}"
        parser.add_argument(*SHORT.get(name, ()), flag, **given | own | {"help": told})


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options: from the arguments, else the configuration file they name, else the defaults.

    Raises
    ------
    InputError
        When the configuration cannot be used, or neither names a folder.
    """
    parser, report = parsers(language(sys.argv[1:] if arguments is None else arguments))
    if "_ARGCOMPLETE" in os.environ:
        from .completion import answer

        answer(parser)
    options = parser.parse_args(arguments)
    if getattr(options, "config", None):
        from .config import read_config

        report.set_defaults(**read_config(options.config))
        options = parser.parse_args(arguments)
    if "folder" in options and options.folder is None:
        report.error("the following arguments are required: FOLDER (or `folder` in the file of --config)")
    return options


def parsers(lang: str = "en") -> tuple[Parser, Parser]:
    """Return the parser of the whole command line and that of `report`.

    Parameters
    ----------
    lang : {"zh", "en"}
        The language they speak.
    """

    def say(english: str) -> str:
        return in_language(english, lang)

    parser = Parser(
        prog="koujing", description=say("Compare Chinese policy texts city by city."),
        epilog=examples_in(EXAMPLES, lang), lang=lang,
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"koujing {__version__}")
    listed = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")

    def command(name: str, run: Callable[[argparse.Namespace], int], help: str, examples: str = "") -> Parser:
        made: Parser = listed.add_parser(
            name, help=say(help), epilog=examples and examples_in(examples, lang), lang=lang
        )
        made.set_defaults(run=run)
        return made

    new = command("new", commands.new, "set up a project folder: notebooks, settings, a list of texts")
    new.add_argument("place", metavar="FOLDER", help="the folder; existing files are never overwritten")
    add_options(new, "lang", lang={"help": "language of the files"})
    new.add_argument(
        "--codebook", choices=CODEBOOKS, metavar="NAME", help=f"add a codebook: {', '.join(CODEBOOKS)}"
    )

    report = command(
        "report", commands.report, "make the comparison report of a folder of texts", REPORT_EXAMPLES
    )
    report.add_argument(
        "--config", metavar="FILE", help="a TOML file of these options, as made by `koujing new`"
    )
    add_options(report, *OPTIONS, folder={"nargs": "?"})

    texts = {"help": "the texts: .txt, .csv, .jsonl ... in any sub-folders"}
    check = command("check", commands.check, "show how each file would be read, without analysing it")
    add_options(
        check, "folder", "by", "reference", *TABLES, "lang", "quiet",
        folder=texts, lang={"help": "language of the messages"},
        reference={"help": "texts that should not stand among the others, such as national reports"},
    )  # fmt: skip

    audit = command(
        "audit", commands.audit, "list terms that the segmenter splits, for a dictionary of your own"
    )
    spoken: Any = {"default": lang, "help": "language of the messages"}
    add_options(audit, "folder", *TABLES, "userdict", "lang", "quiet", folder=texts, lang=spoken)
    audit.add_argument(
        "--write",
        metavar="FILE",
        help="file for the suggested entries, one per line (must not exist yet)",
    )
    audit.add_argument("--documents", type=typed(whole(1)), default=3, metavar="N",
                       help="minimum documents a term occurs in (default: 3)")  # fmt: skip

    reuse = command(
        "reuse",
        commands.reuse,
        "who copies whom: shared passages, cited texts, adoption of terms",
        REUSE_EXAMPLES,
    )
    add_options(
        reuse, "folder", "out", "by", "reference", *TABLES, "copies", "lang", "quiet",
        folder=texts,
        out={"help": "folder for reuse.html and tables/ (default: reports/<name of FOLDER>-reuse)"},
        reference={"help": "texts that passages may have been taken from, such as national reports"},
    )  # fmt: skip
    reuse.add_argument("--terms", type=_terms, default=[], metavar="TERM,...",
                       help="terms whose adoption is followed")  # fmt: skip
    reuse.add_argument("--min-length", type=typed(whole(8)), default=20, metavar="N",
                       help="minimum length of a passage in letters and digits (default: 20)")  # fmt: skip

    count = command(
        "count", commands.count, "count tables larger than memory: terms, keyness, slogans", COUNT_EXAMPLES
    )
    _count_options(count)

    panel = command("panel", commands.panel, "one row per city and year: frequency of themes, terms, slogans")
    add_options(
        panel, "folder", "out", "by", *TABLES, "themes", "copies", "userdict", "lang", "quiet",
        out={"help": "folder for panel.csv, .xlsx and .dta (default: reports/<name of FOLDER>-panel)"},
        by={"default": "city,year"}, lang={"default": "en", "help": "language of the column labels"},
    )  # fmt: skip
    panel.add_argument("--terms", type=_terms, metavar="LIST", help="terms to count, separated by commas")
    panel.add_argument("--slogans", action="store_true", help="count slogans too")

    clean = command("clean", commands.clean, "write the cleaned texts and what was done to each line")
    add_options(
        clean,
        "folder",
        "out",
        *TABLES,
        "lang",
        "quiet",
        folder=texts,
        lang={"default": "en", "help": "language of messages and reasons"},
        out={"required": True, "help": "folder for texts, log and mapping"},
    )

    cache = command("cache", commands.cache, "show what the cache of results holds, or empty it")
    cache.add_argument("action", choices=("info", "clear"), help="what to do")
    add_options(cache, "cache", "lang", cache={"help": "the cache (default: the user's own)"}, lang=spoken)

    completion = command("completion", commands.completion, "print the code that enables shell completion")
    completion.add_argument("shell", choices=SHELLS, help="the shell")
    return parser, report


def _count_options(count: Parser) -> None:
    add = count.add_argument
    add("place", metavar="TEXTS", help="a table of texts, a database, a folder of files, or a zip of them")
    add_options(
        count, "out", "by", *TABLES, "copies", "userdict", "themes", "seed", "cache", "no_cache", "lang",
        "quiet", out={"required": True, "help": "folder for the results"},
        seed={"help": "seed for the permutations"},
        cache={"help": "where batches are cached for the next run (default: the user's cache)"},
        no_cache={"help": "cache nothing: saves a seventh of the size of the texts on disk"},
        lang={"help": "language of messages and reasons"},
    )  # fmt: skip
    add("--no-slogans", action="store_true", help="only count terms, which is several times faster")
    add("--no-texts", action="store_true", help="keep no cleaned texts, which the page of the results needs")
    add("--texts", action="store_true", help=argparse.SUPPRESS)  # once needed to keep them
    add(
        "--batch-size",
        type=typed(whole(1)),
        default=1_000,
        metavar="N",
        help="rows per batch (default: 1000), or fewer of two megabytes",
    )
    add("--engine", default="local", choices=ENGINES, help="this machine (default), or a Dask cluster")
    add("--jobs", type=typed(whole(1)), default=1, metavar="N", help="processes on this machine (default: 1)")
    add("--scheduler", metavar="ADDRESS", help="a running Dask scheduler, such as tcp://10.0.0.1:8786")
    add("--permutations", type=typed(whole(0)), default=999, metavar="N",
        help="permutations of the documents behind p and q (default: 999); 0 for none")  # fmt: skip

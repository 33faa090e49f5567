"""What may be typed: commands, options, their types and their help."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date

from .. import __version__
from ..options import COPIES, ENGINES, LANGUAGES, SECTIONS, TOPIC_ENGINES
from . import commands
from .config import read_config

EXAMPLES = """\
examples:
  koujing new project/                        a folder to work in: notebooks, settings, a list of texts
  koujing check texts/                        how each file is read, and whose it is thought to be
  koujing clean texts/ --out cleaned/         cleaned texts, a log of every line touched, a map to the sources
  koujing report texts/                       compare the cities; the page goes to reports/texts/
  koujing report texts/ --lang en --topics 12
  koujing report texts/ --by year --topics auto --out out/
  koujing report texts/ --sections keywords,slogans
  koujing report --config koujing.toml --seed 2
  koujing report texts/ --reference state_council/ --verdicts slogan_verdicts.csv
  koujing report texts/ --no-cache            compute everything anew, whatever was kept of earlier runs
  koujing cache info                          what is kept of earlier runs; `cache clear` removes it
  koujing audit texts/ --write userdict.txt   terms the segmenter cuts, to be looked over
  koujing count texts.jsonl.gz --out counted/ tables larger than memory, batch by batch
  eval "$(koujing completion bash)"           Tab completes commands and options
"""

REPORT_EXAMPLES = """\
examples:
  koujing report texts/                       everything, by city, in Chinese
  koujing report texts/ --by province --lang en
  koujing report texts/ --sections corpus,keywords
  koujing report --config koujing.toml        options from a file; those typed win
"""

COUNT_EXAMPLES = """\
examples:
  koujing count texts.jsonl.gz --out counted/               terms, keyness and slogans of each city
  koujing count tables/ --out counted/ --by year --jobs 4   all tables of a folder, four processes
  koujing count texts.parquet --out counted/ --permutations 0   no p and q: saves a tenth of the time
  koujing count texts.parquet --out counted/ --no-cache     keep nothing for the next run, to save the disk
  koujing count texts.parquet --out counted/ --engine dask --jobs 8
  koujing count texts.parquet --out counted/ --engine dask --scheduler tcp://10.0.0.1:8786

TABLE is .jsonl, .jsonl.gz or .parquet, a text a row, or a folder of such files; a list documents.csv beside
them states city, year ... of whole tables. Texts are not kept in memory.
The results are the same for every size of batch and every engine. Interrupted, the same command goes on where
it stopped. A later run, with another --by or with more rows, computes only batches with new or changed rows.
"""

SHELLS = ("bash", "zsh", "fish")


@dataclass(frozen=True)
class Whole:
    """The type of an option that is a whole number."""

    least: int

    def __call__(self, text: str) -> int:
        """Return the number that `text` writes."""
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
        if value < self.least:
            raise argparse.ArgumentTypeError(f"must be at least {self.least}, not {value}")
        return value


def day(text: str) -> str:
    """Return a day as `YYYY-MM-DD`; nothing stays nothing."""
    try:
        return text and Date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day as YYYY-MM-DD") from None


def topics(text: str) -> int | str:
    """Return a number of topics, or `auto`."""
    return text if text == "auto" else Whole(2)(text)


def sections(text: str) -> tuple[str, ...]:
    """Return the sections that `text` lists between commas, in the order of the report."""
    asked = [name for part in text.split(",") if (name := part.strip())]
    for name in asked:
        if name not in SECTIONS:
            raise argparse.ArgumentTypeError(f"unknown section {name!r}: choose from {', '.join(SECTIONS)}")
    if not asked:
        raise argparse.ArgumentTypeError(f"name at least one of {', '.join(SECTIONS)}")
    return tuple(name for name in SECTIONS if name in asked)


def parsed(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what was asked for: by the arguments, then by the configuration they name, then by default.

    Raises
    ------
    InputError
        When the configuration cannot be used, or no folder is named in either place.
    """
    parser, report = parsers()
    options = parser.parse_args(arguments)
    if getattr(options, "config", None):
        report.set_defaults(**read_config(options.config, report))
        options = parser.parse_args(arguments)
    if "folder" in options and options.folder is None:
        report.error("the following arguments are required: FOLDER (or `folder` in the file of --config)")
    return options


def parsers() -> tuple[argparse.ArgumentParser, argparse.ArgumentParser]:
    """Return the parser of the whole command line, and that of `report`."""
    parser = argparse.ArgumentParser(
        prog="koujing", description="Compare Chinese policy texts city by city.", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("--version", action="version", version=f"koujing {__version__}")
    listed = parser.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="command")

    new = listed.add_parser("new", help="make a folder to work in: notebooks, settings, a list of texts")
    new.add_argument("place", metavar="FOLDER", help="the folder; nothing that is there is overwritten")
    new.add_argument("--lang", default="zh", choices=LANGUAGES, help="language of its files (default: zh)")
    new.set_defaults(run=commands.new)

    report = listed.add_parser(
        "report", help="make the comparison report of a folder of texts", epilog=REPORT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    _report_options(report)
    report.set_defaults(run=commands.report)

    check = listed.add_parser("check", help="say how each file would be read, without analysing it")
    check.add_argument("folder", metavar="FOLDER", help="the texts")
    check.add_argument(
        "--lang", default="zh", choices=LANGUAGES, help="language of the messages (default: zh)"
    )
    check.add_argument("--quiet", action="store_true", help="no progress bar")
    check.set_defaults(run=commands.check)

    audit = listed.add_parser("audit", help="list terms that the segmenter cuts, as entries for a dictionary")
    audit.add_argument("folder", metavar="FOLDER", help="the texts")
    audit.add_argument(
        "--write", metavar="FILE", help="write the suggested entries, one a line (must not exist)"
    )
    audit.add_argument(
        "--documents",
        type=Whole(1),
        default=3,
        metavar="N",
        help="fewest documents a term stands in (default: 3)",
    )
    audit.add_argument("--quiet", action="store_true", help="no progress bar")
    audit.set_defaults(run=commands.audit)

    count = listed.add_parser(
        "count", help="count tables larger than memory: terms, keyness, slogans", epilog=COUNT_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    _count_options(count)
    count.set_defaults(run=commands.count)

    clean = listed.add_parser("clean", help="write the cleaned texts, and what was done to each line")
    clean.add_argument("folder", metavar="FOLDER", help="the texts")
    clean.add_argument("--out", metavar="DIR", required=True, help="where texts, log and mapping go")
    clean.add_argument("--quiet", action="store_true", help="no progress bar, no line at the end")
    clean.set_defaults(run=commands.clean)

    cache = listed.add_parser("cache", help="say what the cache of results holds, or empty it")
    cache.add_argument("action", choices=("info", "clear"), help="what to do")
    cache.add_argument("--cache", metavar="DIR", help="the cache (default: the user's own)")
    cache.set_defaults(run=commands.cache)

    completion = listed.add_parser("completion", help="print a script by which a shell completes commands")
    completion.add_argument("shell", choices=SHELLS, help="the shell")
    completion.set_defaults(run=commands.completion)
    return parser, report


def _report_options(report: argparse.ArgumentParser) -> None:
    add = report.add_argument
    add("folder", metavar="FOLDER", nargs="?", help="the texts: .txt, .csv, .jsonl ... in any sub-folders")
    add("--config", metavar="FILE", help="a TOML file of these options, as `koujing new` makes it")
    add("--out", metavar="DIR", help="where the report goes (default: reports/<name of FOLDER>)")
    add("--by", default="city", metavar="COLUMN", help="what to compare: city (default), province, year ...")
    add("--lang", default="zh", choices=LANGUAGES, help="language of the report (default: zh)")
    add("--sections", type=sections, default=SECTIONS, metavar="LIST",
        help=f"sections to compute and show (default: {','.join(SECTIONS)})")  # fmt: skip
    add("--topics", type=topics, default=8, metavar="K",
        help="number of topics (default: 8), or auto to try several, which takes longer")  # fmt: skip
    add("--topic-engine", default="gensim", choices=TOPIC_ENGINES,
        help="what fits topics (default: gensim); tomotopy needs the extra `fast`")  # fmt: skip
    add("--topic-labels", metavar="FILE", help="names of topics: a TOML file of [[topic]] tables")
    add("--seed", type=Whole(0), default=1, metavar="N", help="seed of everything random (default: 1)")
    add(
        "--copies",
        default="one",
        choices=COPIES,
        help="count a text that stands twice once (default) or twice",
    )
    add("--reference", metavar="FOLDER", help="texts whose slogans are marked as inherited")
    add("--verdicts", metavar="FILE", help="verdicts on slogans: a filled-in tables/slogan_verdicts.csv")
    add("--userdict", metavar="FILE", help="terms that stay whole, one a line, as `audit --write` makes it")
    add("--themes", metavar="FILE", help="themes for attention: a TOML file of lists of words and phrases")
    add("--cache", metavar="DIR", help="where results are kept for the next run (default: the user's cache)")
    add("--no-cache", action="store_true", help="compute everything anew, and keep nothing")
    add("--title", default="", help="title of the report")
    add(
        "--date",
        type=day,
        default="",
        metavar="YYYY-MM-DD",
        help="day of the report, for its head (default: none)",
    )
    add("--quiet", action="store_true", help="no progress bar, no line at the end")


def _count_options(count: argparse.ArgumentParser) -> None:
    add = count.add_argument
    add("table", metavar="TABLE", help="a table of texts, or a folder of tables")
    add("--out", metavar="DIR", required=True, help="where the results go")
    add("--by", default="city", metavar="COLUMN", help="what to compare: city (default), province, year ...")
    add("--copies", default="one", choices=COPIES,
        help="count a text that stands several times once (default) or as often")  # fmt: skip
    add("--no-slogans", action="store_true", help="only count terms, which is several times as fast")
    add("--userdict", metavar="FILE", help="terms that stay whole, one a line")
    add("--batch-size", type=Whole(1), default=100, metavar="N", help="rows at a time (default: 100)")
    add("--engine", default="local", choices=ENGINES, help="this machine (default), or a Dask cluster")
    add("--jobs", type=Whole(1), default=1, metavar="N", help="processes on this machine (default: 1)")
    add("--scheduler", metavar="ADDRESS", help="a running Dask scheduler, such as tcp://10.0.0.1:8786")
    add("--permutations", type=Whole(0), default=999, metavar="N",
        help="random divisions of the documents behind p and q (default: 999); 0 for none")  # fmt: skip
    add("--seed", type=Whole(0), default=0, metavar="N", help="their seed (default: 0)")
    add("--cache", metavar="DIR", help="where batches are kept for the next run (default: the user's cache)")
    add("--no-cache", action="store_true", help="compute everything anew, and keep nothing: saves a seventh "
        "of the texts' size on disk")  # fmt: skip
    add("--lang", default="zh", choices=LANGUAGES, help="language of messages and reasons (default: zh)")
    add("--quiet", action="store_true", help="no progress bar, no lines at the end")

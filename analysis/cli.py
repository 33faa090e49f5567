"""The command line: `koujing report FOLDER`, `koujing check FOLDER`, `koujing clean FOLDER --out DIR`."""

from __future__ import annotations

import argparse
import re
import sys
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path

from .errors import KoujingError, KoujingWarning

EXAMPLES = """\
examples:
  koujing check texts/                        how each file is read, and whose it is thought to be
  koujing clean texts/ --out cleaned/         cleaned texts, a log of every line touched, a map to the sources
  koujing report texts/                       compare the cities; the page goes to reports/texts/
  koujing report texts/ --lang en --topics 12
  koujing report texts/ --by year --topics auto --out out/
  koujing report texts/ --reference state_council/ --verdicts slogan_verdicts.csv
  koujing audit texts/ --write userdict.txt   terms the segmenter cuts, to be looked over
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Parameters
    ----------
    arguments : sequence of str, optional
        What was typed after `koujing`; by default that of this process.

    Returns
    -------
    int
        0, or 2 when the arguments or the folder cannot be used.
    """
    warnings.simplefilter("ignore", SyntaxWarning)
    warnings.showwarning = _show_warning
    options = _parser().parse_args(arguments)
    try:
        result: int = options.run(options)
    except KoujingError as fault:
        print(f"koujing: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("koujing: interrupted; nothing half-written was left.", file=sys.stderr)
        return 130
    return result


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="koujing", description="Compare Chinese policy texts city by city.", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    report = commands.add_parser("report", help="make the comparison report of a folder of texts")
    report.add_argument(
        "folder", metavar="FOLDER", help="the texts: .txt, .csv, .jsonl ... in any sub-folders"
    )
    report.add_argument(
        "--out", metavar="DIR", help="where the report goes (default: reports/<name of FOLDER>)"
    )
    report.add_argument(
        "--by", default="city", metavar="COLUMN", help="what to compare: city (default), province, year ..."
    )
    report.add_argument(
        "--lang", default="zh", choices=["zh", "en"], help="language of the report (default: zh)"
    )
    report.add_argument(
        "--topics",
        type=_topics,
        default=8,
        metavar="K",
        help="number of topics (default: 8), or auto to try several, which takes longer",
    )
    report.add_argument(
        "--seed", type=_positive(0), default=1, metavar="N", help="seed of everything random (default: 1)"
    )
    report.add_argument(
        "--copies",
        default="one",
        choices=["one", "all"],
        help="count a text that stands twice once (default) or twice",
    )
    report.add_argument("--reference", metavar="FOLDER", help="texts whose slogans are marked as inherited")
    report.add_argument(
        "--verdicts", metavar="FILE", help="verdicts on slogans: a filled-in tables/slogan_verdicts.csv"
    )
    report.add_argument(
        "--userdict", metavar="FILE", help="terms that stay whole, one a line, as `audit --write` makes it"
    )
    report.add_argument(
        "--themes", metavar="FILE", help="themes for attention: a TOML file of lists of terms"
    )
    report.add_argument("--title", default="", help="title of the report")
    report.add_argument("--quiet", action="store_true", help="no progress bar, no line at the end")
    report.set_defaults(run=_report)

    check = commands.add_parser("check", help="say how each file would be read, without analysing it")
    check.add_argument("folder", metavar="FOLDER", help="the texts")
    check.add_argument(
        "--lang", default="zh", choices=["zh", "en"], help="language of the messages (default: zh)"
    )
    check.add_argument("--quiet", action="store_true", help="no progress bar")
    check.set_defaults(run=_check)

    audit = commands.add_parser(
        "audit", help="list terms that the segmenter cuts, as entries for a dictionary"
    )
    audit.add_argument("folder", metavar="FOLDER", help="the texts")
    audit.add_argument(
        "--write", metavar="FILE", help="write the suggested entries, one a line (must not exist)"
    )
    audit.add_argument("--documents", type=_positive(1), default=3, metavar="N",
                       help="fewest documents a term stands in (default: 3)")  # fmt: skip
    audit.add_argument("--quiet", action="store_true", help="no progress bar")
    audit.set_defaults(run=_audit)

    clean = commands.add_parser("clean", help="write the cleaned texts, and what was done to each line")
    clean.add_argument("folder", metavar="FOLDER", help="the texts")
    clean.add_argument("--out", metavar="DIR", required=True, help="where texts, log and mapping go")
    clean.add_argument("--quiet", action="store_true", help="no progress bar, no line at the end")
    clean.set_defaults(run=_clean)
    return parser


def _report(options: argparse.Namespace) -> int:
    from .report import make_report

    folder = Path(options.folder)
    out = Path(options.out) if options.out else Path("reports") / folder.resolve().name
    page = make_report(
        folder, out, by=options.by, lang=options.lang, n_topics=options.topics, seed=options.seed,
        title=options.title, copies=options.copies, reference=options.reference, verdicts=options.verdicts,
        userdict=options.userdict, lexicon=options.themes, progress=not options.quiet,
    )  # fmt: skip
    if not options.quiet:
        print(page)
    return 0


def _check(options: argparse.Namespace) -> int:
    from .load import read_folder

    files = read_folder(options.folder, progress=not options.quiet, lang=options.lang).files
    for row in files.to_dict("records"):
        print(_one_line(row))
    return 0


def _clean(options: argparse.Namespace) -> int:
    from .clean import clean_documents
    from .load import read_folder
    from .report.export import staged, write_table, write_whole

    reading = read_folder(options.folder, progress=not options.quiet)
    cleaned = clean_documents(reading.documents)
    place = Path(options.out)
    with staged(place) as draft:
        for doc_id, text in cleaned.documents["text"].items():
            write_whole(draft / "texts" / f"{file_name(str(doc_id))}.txt", f"{text}\n")
        documents = cleaned.documents.drop(columns="text").reset_index()
        write_table(draft / "documents.csv", documents)
        write_table(draft / "paragraphs.csv", cleaned.paragraphs)
        write_table(draft / "log.csv", cleaned.log)
        write_table(draft / "files.csv", reading.files)
    if not options.quiet:
        print(place)
    return 0


def file_name(doc_id: str) -> str:
    """Return a name that can stand in any file system for a document: `a/b#2` becomes `a_b#2`."""
    plain = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", doc_id).strip(". ")
    return plain[:120] or "_"


def _audit(options: argparse.Namespace) -> int:
    from .clean import clean_documents
    from .counts import count_terms
    from .errors import InputError
    from .keywords import keyword_changes, segmentation_audit
    from .load import read_folder
    from .segmentation import segment

    if options.write and Path(options.write).exists():
        raise InputError(f"{options.write} exists already; name another file, or move it away.")
    cleaned = clean_documents(read_folder(options.folder, progress=not options.quiet).documents)
    corpus = segment(cleaned.documents, cleaned.paragraphs, progress=not options.quiet)
    table = segmentation_audit(corpus, min_documents=options.documents)
    for row in table[table["suggested"] | (table["kind"] == "stop word")].to_dict("records"):
        print("\t".join(str(row[key]) for key in ("kind", "term", "split", "n", "n_documents", "example")))
    terms = sorted(set(table.loc[table["suggested"], "term"]))
    if terms and corpus.documents["city"].notna().any():
        again = segment(cleaned.documents, cleaned.paragraphs, terms, progress=not options.quiet)
        for row in keyword_changes(count_terms(corpus), count_terms(again)).to_dict("records"):
            print("\t".join(str(row[key]) for key in ("change", "group", "term", "rank")))
    if options.write:
        Path(options.write).write_text("".join(f"{term}\n" for term in terms), encoding="utf-8")
    return 0


def _one_line(row: dict[str, object]) -> str:
    import pandas as pd

    def known(key: str, empty: str = "?") -> str:
        value = row.get(key)
        return empty if value is None or pd.isna(value) or value == "" else str(value)

    parts = [known("file"), known("status")]
    if row["status"] == "read":
        parts += [
            f"{known('format')}/{known('encoding')}",
            f"city={known('city')} ({known('city_from', '-')})",
            f"date={known('date')} ({known('date_from', '-')})",
            f"year={known('year')} ({known('year_from', '-')})",
            f"documents={known('n_documents')}",
            f"characters={known('n_characters')}",
        ]
    parts += [known(key) for key in ("reason", "warnings") if known(key, "")]
    return "\t".join(part.replace("\t", " ").replace("\n", " ") for part in parts)


def _positive(least: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        try:
            value = int(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None
        if value < least:
            raise argparse.ArgumentTypeError(f"must be at least {least}, not {value}")
        return value

    return number


def _topics(text: str) -> int | str:
    return text if text == "auto" else _positive(2)(text)


def _show_warning(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
    if issubclass(category, KoujingWarning):
        print(f"koujing: {message}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())

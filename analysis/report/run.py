"""From a folder of texts to a folder with the page, its tables and its figures."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from .. import errors
from ..cache import kept_in
from ..files import is_counted, staged
from ..lexicon import file_hash, stopwords, themes, userdict
from ..options import OPTIONS, ReportOptions, about, asked
from .again import write_report


def _described(function: Callable[..., Path]) -> Callable[..., Path]:
    """Give a function the signature and the documentation of its keyword options."""
    kinds = inspect.Parameter
    listed = [kinds(name, kinds.KEYWORD_ONLY, default=option.default, annotation=option.type)
              for name, option in OPTIONS.items()]  # fmt: skip
    listed[:2] = [parameter.replace(kind=kinds.POSITIONAL_OR_KEYWORD) for parameter in listed[:2]]
    function.__signature__ = inspect.Signature(listed, return_annotation="Path")  # type: ignore[attr-defined]
    told = []
    for name, option in OPTIONS.items():
        said = about(option)
        kind = f"{{{', '.join(map(repr, said.kind.choices))}}}" if said.kind.choices else option.type
        told.append(f"{name} : {kind}\n    {said.en[:1].upper()}{said.en[1:]}.")
    # Python 3.13 takes the indentation out of a docstring, and those before do not.
    function.__doc__ = inspect.cleandoc(function.__doc__ or "").replace("{options}", "\n".join(told))
    return function


@_described
def make_report(*places: str | Path, **options: Any) -> Path:
    """Make the comparison report of a folder of texts.

    Parameters
    ----------
    {options}

    Returns
    -------
    Path
        The page, `compare_cities.html`. The same folder holds the executed notebook, a workbook of all
        tables, `tables/` and, if image files are asked for, `figures/`; `out` defaults to
        `reports/<name of the folder>`.

    Raises
    ------
    KoujingError
        If an option, the folder or one of the files given cannot be used, or the results cannot be written.
        Nothing half-written is left behind.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from analysis import make_report
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     for city, text in {"青岛市": "青岛市加快港口扩建。", "兰州市": "兰州市推进黄河治理。"}.items():
    ...         _ = Path(folder, f"{city}-2022.txt").write_text(text, encoding="utf-8")
    ...     make_report(folder, Path(folder, "out"), sections=("corpus",), quiet=True).name
    ...
    'compare_cities.html'
    """
    named: dict[str, Any] = dict(zip(OPTIONS, places, strict=False))
    chosen = ReportOptions(**named, **options)
    if chosen.folder is None:
        raise errors.InputError("make_report: name the folder of the texts.")
    folder = Path(chosen.folder)
    _check(chosen)
    place = Path(chosen.out or Path("reports") / folder.resolve().name).resolve()
    given = {name: value for name, value in asked(chosen) if name != "sections"}
    paths = {name: Path(value) for name, value in given.items() if about(OPTIONS[name]).kind.is_path}
    record = {"options": _record(chosen)}
    kept = None if chosen.no_cache or chosen.cache is None else Path(chosen.cache).resolve()
    if is_counted(folder):
        check_settled(folder, {name: getattr(chosen, name) for name in FIXED})
        _check_counted(folder, chosen.sections)
    else:
        _check_by(chosen, kept)
    read = {**paths, **_codebook(chosen)}
    resolved = {name: str(path.resolve()) for name, path in {"folder": folder, **read}.items()}
    shown = {"folder": str(folder), **given, **{name: str(path) for name, path in paths.items()}, **record}
    parameters = {**shown, **resolved, "figures": chosen.figures}
    inputs = [path.resolve() for path in read.values()]
    with staged(place) as draft, kept_in(kept):
        write_report(draft, folder.resolve(), parameters, shown, chosen.sections, inputs, not chosen.quiet,
                     chosen.jobs)  # fmt: skip
    return place / "compare_cities.html"


def _check(options: ReportOptions) -> None:
    """Read the files named in the options before computing anything.

    Raises
    ------
    KoujingError
        If one of them cannot be used, or the topic engine is not installed.
    """
    if options.verdicts is not None:
        from ..slogans import read_verdicts

        read_verdicts(options.verdicts)
    if options.topic_labels is not None:
        from ..topics import read_labels

        read_labels(options.topic_labels)
    if options.userdict is not None:
        userdict(Path(options.userdict))
    if options.stopwords is not None:
        stopwords(Path(options.stopwords))
    if options.themes is not None:
        themes(options.themes)
    if options.codings is not None:
        from ..coding import read_codebook, read_codings

        for path in _codebook(options).values():
            read_codebook(path)
        read_codings(options.codings)
    if options.reference is not None and not os.path.exists(options.reference):
        raise errors.InputError(f"{options.reference}: no such folder; check the path of --reference.")
    if options.topic_engine == "tomotopy" and find_spec("tomotopy") is None:
        raise errors.InputError(
            'The topic engine "tomotopy" needs the extra `fast`: pip install "koujing[fast]".'
        )


WITH_SLOGANS = ("slogans", "cities")
"""Sections that show slogans."""

FIXED = ("copies", "text_column", "delimiter", "header_row", "document_by", "table", "pages")
"""What was settled when a folder was counted."""


def check_settled(folder: str | Path, options: Mapping[str, Any], *further: str) -> None:
    """Raise an error if options for a folder of counts ask for something else than it holds."""
    for name in (*FIXED, *further):
        if options[name] != OPTIONS[name].default:
            raise errors.InputError(
                f"{folder} is a folder of counts: --{name.replace('_', '-')} was settled when it was counted."
            )


def _check_counted(folder: Path, sections: tuple[str, ...]) -> None:
    """Raise an error before computing anything if a folder of counts lacks what the page is made from."""
    from ..store import open_counted

    counted = open_counted(folder)
    counted.check_texts()
    if not counted.searched and not {*sections}.isdisjoint(WITH_SLOGANS):
        others = ",".join(name for name in sections if name not in WITH_SLOGANS)
        raise errors.InputError(
            f"{folder}: slogans were not looked for; count again without --no-slogans, "
            f"or leave out what needs them: --sections {others or 'corpus'}"
        )


def _codebook(options: ReportOptions) -> dict[str, Path]:
    """Return the file of the codebook, if anything was coded."""
    if options.codings is None:
        return {}
    from .coded import codebook_path

    return {"codebook": codebook_path(options.codings, options.codebook)}


def _check_by(options: ReportOptions, cache: Path | None) -> None:
    """Raise an error before computing anything if the texts have no such column, or need no sample."""
    if options.n_texts is not None:
        raise errors.InputError(
            f"{options.folder}: --n-texts is for a folder that `koujing count` made; all texts of "
            "other folders are used."
        )
    from ..lexicon import DOCUMENT_VARIABLES

    assert options.folder is not None
    if {part.strip() for part in options.by.split(",")} <= {*DOCUMENT_VARIABLES}:
        return
    from ..load.form import TableForm
    from ..load.grouping import check_grouping

    form = TableForm(options.text_column, options.delimiter, options.header_row or 0,
                     options.document_by, options.table, options.pages)  # fmt: skip
    with kept_in(cache):
        check_grouping(Path(options.folder), options.by, form, "make_report", sure=True)


def _record(options: ReportOptions) -> dict[str, str]:
    """Return the options given, with files recorded by name and hash rather than by path."""
    record = {}
    for name, value in asked(options):
        text = ",".join(value) if isinstance(value, tuple) else str(value)
        if about(OPTIONS[name]).kind.is_path:
            text = f"{value.name} ({file_hash(value)})" if value.is_file() else value.name
        record[f"option.{name}"] = text
    return record

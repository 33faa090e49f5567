"""A folder of texts in, a folder with the page, its tables and figures out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date as Date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any

from .. import errors
from ..cache import kept_in
from ..lexicon import file_hash
from ..options import COPIES, SECTIONS, TOPIC_ENGINES
from .export import staged, write_whole
from .notebook import as_given, as_text, notebook_path, run_notebook

OPTIONS = {
    "by": "by", "lang": "lang", "sections": "sections", "n_topics": "topics", "engine": "topic_engine",
    "labels": "topic_labels", "seed": "seed", "copies": "copies", "reference": "reference",
    "verdicts": "verdicts", "userdict": "userdict", "lexicon": "themes", "title": "title", "date": "date",
}  # fmt: skip
"""Parameters of a report, and what the command line calls them."""

PATHS = frozenset({"reference", "verdicts", "userdict", "lexicon", "labels"})


def make_report(
    folder: str | Path,
    out: str | Path,
    by: str = "city",
    lang: str = "zh",
    n_topics: int | str = 8,
    seed: int = 1,
    title: str = "",
    copies: str = "one",
    reference: str | Path | None = None,
    verdicts: str | Path | None = None,
    userdict: str | Path | None = None,
    lexicon: str | Path | None = None,
    sections: Collection[str] = SECTIONS,
    progress: bool = False,
    cache: str | Path | None = None,
    date: str = "",
    engine: str = "gensim",
    labels: str | Path | None = None,
) -> Path:
    """Make the comparison report of a folder of texts.

    Parameters
    ----------
    folder : path
        The texts.
    out : path
        Folder for the page `compare_cities.html`, the same notebook executed, a workbook of all tables,
        `tables/` and `figures/`.
    by : str
        The grouping: city, province, year ...
    lang : {"zh", "en"}
        Language of the report.
    n_topics : int or "auto"
        Number of topics; `auto` tries several and takes the recommended one, which takes minutes.
    seed : int
        Seed of everything that is drawn at random.
    title : str
        Title of the page.
    copies : {"one", "all"}
        Count a text once, or as often as it stands under different names.
    reference : path, optional
        A folder of texts whose slogans are marked as inherited.
    verdicts : path, optional
        A file of verdicts on slogans, as an earlier report wrote it to `tables/slogan_verdicts.csv`.
    userdict : path, optional
        A file of terms that are to stay whole, one a line, as `koujing audit --write` makes it.
    lexicon : path, optional
        A TOML file of themes for attention, laid out like `data/themes.toml`.
    sections : collection of str
        The sections that are computed and shown, of corpus, keywords, topics, slogans, similarity, cities.
    progress : bool
        Show a progress bar on standard error.
    cache : path, optional
        Folder in which what is computed is kept and looked for, so that a second report, or one of a text
        more, takes a fraction of the time; the report is the same without it.

    date : str
        The day of the report, `YYYY-MM-DD`, which the page then shows; without it the page has no date.
    engine : {"gensim", "tomotopy"}
        What fits topics.
    labels : path, optional
        A TOML file of labels for topics, see `topic_labels`.

    Returns
    -------
    Path
        The page.

    Raises
    ------
    KoujingError
        When the folder cannot be used.
    """
    errors.check_choice("make_report", "copies", copies, COPIES)
    if verdicts is not None:
        from ..slogans import read_verdicts

        read_verdicts(verdicts)  # before anything is computed
    if labels is not None:
        from ..topics import read_labels

        read_labels(labels)
    _check_day(date)
    errors.check_choice("make_report", "engine", engine, TOPIC_ENGINES)
    if engine == "tomotopy" and find_spec("tomotopy") is None:
        raise errors.InputError('The engine "tomotopy" needs the extra `fast`: pip install "koujing[fast]".')
    for section in sections:
        errors.check_choice("make_report", "sections", section, SECTIONS)
    if not sections:
        raise errors.ChoiceError("The `sections` parameter of `make_report` must name one section at least.")
    place = Path(out).resolve()
    given: dict[str, Any] = {"by": by, "lang": lang, "n_topics": n_topics, "seed": seed}
    given |= {"title": title, "copies": copies, "date": date, "engine": engine}
    with staged(place) as draft:
        given_paths = {"folder": folder, "reference": reference, "verdicts": verdicts}
        given_paths |= {"userdict": userdict, "lexicon": lexicon, "labels": labels}
        paths = {name: str(Path(path).resolve()) for name, path in given_paths.items() if path is not None}
        chosen = {"sections": ",".join(name for name in SECTIONS if name in sections)}
        given["options"] = _asked({**given, **paths, **chosen})
        paths["out"] = str(draft)
        kept = None if cache is None else Path(cache).resolve()
        with kept_in(kept), _loaded_meanwhile(".rendering", ".workbook"):
            executed = run_notebook(notebook_path("compare_cities"), {**paths, **given}, progress, sections)
        with kept_in(kept):
            _write(draft, executed, lang)
        shown = {"folder": str(folder), **given} | {
            name: str(path) for name, path in given_paths.items() if path is not None
        }
        write_whole(draft / "compare_cities.ipynb", as_text(as_given(executed, shown)))
    return place / "compare_cities.html"


def _check_day(date: str) -> None:
    try:
        if date:
            Date.fromisoformat(date)
    except ValueError:
        raise errors.ChoiceError(
            f"The `date` parameter of `make_report` must be a day as YYYY-MM-DD; not {date!r}."
        ) from None


@contextmanager
def _loaded_meanwhile(*modules: str) -> Iterator[None]:
    """Load what is needed afterwards while another process computes."""
    loading = Thread(target=lambda: [import_module(name, __package__) for name in modules], daemon=True)
    loading.start()
    yield
    loading.join()


def _write(draft: Path, executed: Any, lang: str) -> None:
    from .rendering import render
    from .workbook import write_workbook

    write_whole(draft / "compare_cities.html", render(executed, lang))
    write_workbook(draft / "compare_cities.xlsx", sorted((draft / "tables").glob("*.csv")), lang)


def _asked(given: Mapping[str, Any]) -> dict[str, str]:
    """Return what was asked for under the names of the command line; files by name and hash, not by place."""
    shown = {}
    for name in OPTIONS:
        value = given.get(name)
        if value is not None and value != "":
            path = Path(str(value)) if name in PATHS else None
            text = str(value) if path is None else path.name
            shown[f"option.{OPTIONS[name]}"] = (
                f"{text} ({file_hash(path)})" if path and path.is_file() else text
            )
    return shown

"""Put articles on the pages of sites that do not exist, clean them, and measure what is left of each.

Run with `python -m benchmarks.furniture [--sites NAME] [--documents N] [--seed N] [--copied] [--show]`.
Prints one row per site and their sum, with the fixed rules alone and with what is learnt from the folder as
well:

- furniture: share of the lines around the article that are gone, its title not counted;
- body: share of the article's characters whose lines are kept.

`known` and `held` are whole pages, one of a kind each, rather than sites; with `--copied` they are plain
text, as a reader copies them. `--show` lists the lines that were wrongly kept or removed. The rules may be
mended by what `open`, `later`, `seen` and `known` show; of `apart`, `unseen` and `held` only these figures
were ever looked at.
"""

from __future__ import annotations

import argparse
import html
import random
import re
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from analysis.clean import RULES, clean_documents
from analysis.load import read_folder
from benchmarks.furniture.marked import Marked, lines_of, marked_pages
from benchmarks.furniture.texts import CITIES, PEOPLE, text_of, title

SITES = Path(__file__).with_name("sites.toml")
SHORT_LINE = 4
"""Longest line (characters) that is looked for as a whole line, for it may be a word of others."""

PAGES = 3
"""Number of pages into which a text with running heads is broken."""


class Page(NamedTuple):
    """A page: its site, name and text of its file, its headline, and its lines of furniture and of text."""

    site: int
    file: str
    text: str
    headline: str
    furniture: list[str]
    body: list[str]


def pages(sites: Sequence[dict[str, Any]], n_documents: int, seed: int) -> list[Page]:
    """Return pages of each site, the same for the same seed.

    Parameters
    ----------
    sites : sequence of dict
        Each with `name` and either `head` and `foot`, lines of a text scrape, and `every`, at each turn of
        a page; or `html`, the source of a page with `{body}` in it, and `wrap`, that of a line of its text.
        `kind` says what texts it has.
    n_documents : int
        Pages of each site.
    seed : int
        Seed of what is filled in.
    """
    random_ = random.Random(seed)
    made = []
    for number, site in enumerate(sites):
        city = CITIES[number % len(CITIES)]
        name = str(site["name"]).replace("{city}", city)
        for document in range(n_documents):
            headline, body = title(random_), text_of(site.get("kind", ""), random_)

            def fill(
                match: re.Match[str], city: str = city, name: str = name, headline: str = headline
            ) -> str:
                drawn = {
                    "city": city,
                    "site": name,
                    "person": random_.choice(PEOPLE),
                    "n": str(random_.randint(12, 9800)),
                    "other": title(random_),
                    "date": f"2023-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}",
                    "time": f"{random_.randint(8, 20):02}:{random_.randint(0, 59):02}",
                    "title": headline,
                }
                return drawn.get(match[1], match[0])

            def filled(lines: Sequence[str]) -> list[str]:
                return [re.sub(r"\{(\w+)\}", fill, line) for line in lines]

            stem = f"site{number:02}/{document}"
            if "html" in site:
                (source,) = filled([site["html"]])
                around = lines_of(source.replace("{body}", ""))
                wrapped = "\n".join(site["wrap"].format(html.escape(line)) for line in body)
                file, text = f"{stem}.html", source.replace("{body}", wrapped)
            else:
                head, foot = filled(site["head"]), filled(site["foot"])
                turns = [
                    filled([line.replace("{page}", str(page)) for line in site.get("every", ())])
                    for page in range(1, PAGES)
                ]
                around = [*head, *foot, *(line for turn in turns for line in turn)]
                file, text = f"{stem}.txt", "\n".join([*head, *_turned(body, turns), *foot])
            furniture = [line for line in around if headline not in line]
            made.append(Page(number, file, text, headline, furniture, body))
    return made


def _turned(body: list[str], turns: list[list[str]]) -> list[str]:
    """Return the lines of a text with running heads at even distances."""
    step = max(len(body) // PAGES, 1)
    lines: list[str] = []
    for i, line in enumerate(body):
        if i and i % step == 0 and i // step <= len(turns):
            lines.extend(turns[i // step - 1])
        lines.append(line)
    return lines


def measure(found: Sequence[Page], learn: bool) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return for each page what is gone and kept, and the lines that went wrong.

    Parameters
    ----------
    found : sequence of Page
        The pages.
    learn : bool
        Whether furniture is learnt from the pages too.

    Returns
    -------
    tuple
        A frame with `site, n_lines, n_gone, n_characters, n_kept`, and pairs of `kept` or `removed`
        and a line.
    """
    with tempfile.TemporaryDirectory() as folder:
        for page in found:
            path = Path(folder, page.file)
            path.parent.mkdir(exist_ok=True)
            path.write_text(page.text, encoding="utf-8")
        documents = read_folder(folder).documents
    cleaned = clean_documents(documents, None if learn else RULES).documents
    texts: dict[str, str] = {}
    for source, text in zip(cleaned["source"], cleaned["text"], strict=True):
        texts[source] = f"{texts.get(source, '')}\n{text}"
    rows, wrong = [], []
    for page in found:
        left = [bare(line) for line in texts.get(page.file, "").split("\n")]
        whole = rest = "\n".join(left)
        for line in sorted([*page.body, page.headline], key=len, reverse=True):
            rest = rest.replace(bare(line), "\n")
        alone = {*left, *rest.split("\n")}
        stayed = [
            line
            for line in page.furniture
            if (key := bare(line)) and (key in rest if len(key) > SHORT_LINE else key in alone)
        ]
        lost = [line for line in page.body if bare(line) not in whole]
        wrong += [("kept", line) for line in stayed] + [("removed", line) for line in lost]
        n_characters = sum(len(line) for line in page.body)
        kept = n_characters - sum(len(line) for line in lost)
        rows.append((page.site, len(page.furniture), len(page.furniture) - len(stayed), n_characters, kept))
    return pd.DataFrame(rows, columns=["site", "n_lines", "n_gone", "n_characters", "n_kept"]), wrong


def bare(text: str) -> str:
    """Return a line as it is compared: without blanks and quotation marks, in ASCII punctuation."""
    text = "".join(text.translate(str.maketrans("：，（）！？；｜［］", ":,()!?;|[]")).split())
    return re.sub(r"[“”\"…⏎]", "", text)


def made_of(marked: Sequence[Marked]) -> list[Page]:
    """Return marked pages, each in a folder of its own."""
    return [Page(i, f"site{i:02}/{page.file}", *page[1:]) for i, page in enumerate(marked)]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    kinds = ("open", "apart", "later", "seen", "unseen", "known", "held")
    parser.add_argument("--sites", choices=kinds, default="open")
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copied", action="store_true")
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    if asked.sites in ("known", "held"):
        made = made_of(marked_pages(asked.sites, asked.copied))
    else:
        sites = tomllib.loads(SITES.read_text(encoding="utf-8"))[asked.sites]
        made = pages(sites, asked.documents, asked.seed)
    for name, learn in (("fixed rules", False), ("learnt too", True)):
        found, wrong = measure(made, learn)
        per_site = found.groupby("site").sum()
        per_site.loc["all"] = per_site.sum()
        shares = pd.DataFrame(
            {
                "furniture gone %": 100 * per_site["n_gone"] / per_site["n_lines"],
                "body kept %": 100 * per_site["n_kept"] / per_site["n_characters"],
            }
        )
        print(f"{name}\n{shares.round(2).to_string()}\n")
        if asked.show:
            print(pd.Series([f"{what}: {line}" for what, line in wrong]).value_counts().to_string(), "\n")


if __name__ == "__main__":
    main()

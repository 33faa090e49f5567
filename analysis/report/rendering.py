"""Making one self-contained page of what a notebook showed."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from ..lexicon import messages

TEMPLATE = Path(__file__).parent / "template"
BASIS = re.compile(r" <a class='basis' href='#([\w-]+)'>[^<]*</a>")
HEADING = re.compile(r'<h2 id="([\w-]+)">(.*?)</h2>')


def render(notebook: nbformat.NotebookNode, lang: str = "zh") -> str:
    """Make one self-contained HTML page of an executed notebook: no code, no request to any host.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook; cells tagged `notebook-only` are left out.
    lang : {"zh", "en"}
        Language of the page's own words.

    Returns
    -------
    str
    """
    say = messages(lang)["page"]
    shown = nbformat.from_dict(
        {
            **notebook,
            "cells": [c for c in notebook.cells if "notebook-only" not in c.metadata.get("tags", [])],
        }
    )
    html = "".join(
        output.data.get("text/html", "")
        for cell in shown.cells
        for output in cell.get("outputs", [])
        if "data" in output
    )
    title = re.search(r"<h1>(.*?)</h1>", html)
    exporter = HTMLExporter(template_name="koujing", extra_template_basedirs=[str(TEMPLATE)])
    exporter.exclude_input = exporter.exclude_output_prompt = True
    resources = {
        "koujing": {
            "html_lang": {"zh": "zh-Hans", "en": "en"}[lang],
            "title": unescape(title.group(1)) if title else say["title"],
            "say": say,
            "contents": [(anchor, unescape(heading)) for anchor, heading in HEADING.findall(html)],
            "words": json.dumps(_script_words(lang), ensure_ascii=False, sort_keys=True).replace(
                "<", "\\u003c"
            ),
            "css": (TEMPLATE / "page.css").read_text(encoding="utf-8"),
            "script": (TEMPLATE / "page.js").read_text(encoding="utf-8"),
        }
    }
    page: str = exporter.from_notebook_node(shown, resources)[0]
    anchors = {anchor for anchor, _ in HEADING.findall(html)}
    return BASIS.sub(lambda link: link[0] if link[1] in anchors else "", page)


def _script_words(lang: str) -> dict[str, str]:
    """Return the words that the script of a page says."""
    say = messages(lang)
    filters = {"filter_label": say["cities"]["filter"]}
    filters |= {key: say["cities"][key] for key in ("filter_all", "filter_hint")}
    return {**say["page"], **filters, "copied": say["citation"]["copied"]}

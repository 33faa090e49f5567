"""Making one self-contained page of what a notebook showed."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path

import jinja2
import nbformat

from ..lexicon import messages

TEMPLATE = Path(__file__).parent / "template"
BASIS = re.compile(r" <a class='basis' href='#([\w-]+)'>[^<]*</a>")
HEADING = re.compile(r'<h2 id="([\w-]+)">(.*?)</h2>')


def render(notebook: nbformat.NotebookNode, lang: str = "zh") -> str:
    """Make one self-contained HTML page of an executed notebook: no code, no request to any host.

    Parameters
    ----------
    notebook : NotebookNode
        An executed notebook; cells tagged `notebook-only` are left out, and of the
        others shows what they gave as HTML.
    lang : {"zh", "en"}
        Language of the page's own words.

    Returns
    -------
    str
    """
    say = messages(lang)["page"]
    parts = [
        shown
        for cell in notebook.cells
        if "notebook-only" not in cell.metadata.get("tags", [])
        for output in cell.get("outputs", [])
        if (shown := output.get("data", {}).get("text/html", ""))
    ]
    html = "".join(parts)
    anchors = {anchor: unescape(heading) for anchor, heading in HEADING.findall(html)}
    title = re.search(r"<h1>(.*?)</h1>", html)
    words = json.dumps(_script_words(lang), ensure_ascii=False, sort_keys=True)
    page = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        (TEMPLATE / "page.html.j2").read_text(encoding="utf-8")
    )
    return page.render(
        html_lang={"zh": "zh-Hans", "en": "en"}[lang],
        title=unescape(title.group(1)) if title else say["title"],
        say=say,
        contents=list(anchors.items()),
        parts=[BASIS.sub(lambda link: link[0] if link[1] in anchors else "", part) for part in parts],
        words=words.replace("<", "\\u003c"),
        css=(TEMPLATE / "page.css").read_text(encoding="utf-8"),
        script=(TEMPLATE / "page.js").read_text(encoding="utf-8"),
    )


def _script_words(lang: str) -> dict[str, str]:
    """Return the words that the script of a page says."""
    say = messages(lang)
    filters = {"filter_label": say["cities"]["filter"]}
    filters |= {key: say["cities"][key] for key in ("filter_all", "filter_hint")}
    return {**say["page"], **filters, "copied": say["citation"]["copied"]}

"""The offline page on which the units of a sheet are coded by keyboard."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pandas as pd
from jinja2 import Environment, FileSystemLoader, select_autoescape

from ..lexicon import messages
from .codebook import Codebook

PAGE = Path(__file__).with_name("page")
KEYS = "1234567890qwertyuiopasdfghjlzxcvbm"
"""Keys of the page, in the order of the codes; k and n are taken."""


def coding_page(sheet: pd.DataFrame, codebook: Codebook, lang: str) -> str:
    """Return a self-contained page to code a sample on.

    Parameters
    ----------
    sheet, codebook, lang
        As for `write_sheets`.
    """
    say = messages(lang)["coding"]
    units = sheet[["number", "before", "text", "after"]].to_dict("records")
    codes = [
        {"name": code.name, "above": " › ".join(codebook.path(code.name)[:-1]), "definition": code.definition,
         "yes": code.yes, "no": code.no, "key": KEYS[at : at + 1]}
        for at, code in enumerate(codebook.leaves)
    ]  # fmt: skip
    data = {"units": units, "codes": codes, "exclusive": codebook.exclusive, "words": say}
    data["id"] = hashlib.sha256(
        json.dumps(data, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    ).hexdigest()[:12]
    script, style = ((PAGE / f"coding.{kind}").read_text(encoding="utf-8") for kind in ("js", "css"))
    digest = {
        name: base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
        for name, text in (("script", script), ("style", style))
    }
    environment = Environment(loader=FileSystemLoader(PAGE), autoescape=select_autoescape(default=True))
    return environment.get_template("coding.html.j2").render(
        lang={"zh": "zh-Hans", "en": "en"}[lang], title=codebook.title, say=say, data=data, script=script,
        style=style, digest=digest,
    )  # fmt: skip

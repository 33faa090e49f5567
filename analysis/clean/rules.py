"""The rules of cleaning in the order they are applied, each with its reason."""

from __future__ import annotations

from typing import NamedTuple

from .chrome import remove_chrome
from .records import Step
from .repeats import remove_repeats
from .script import remove_glosses, to_simplified
from .spaces import close_spaces, narrow, remove_invisible


class Rule(NamedTuple):
    """A rule of cleaning: its name, its reason in Chinese and English, and the function."""

    name: str
    reason_zh: str
    reason_en: str
    apply: Step


RULES: tuple[Rule, ...] = (
    Rule("invisible", "删除零宽字符、控制字符、私用区字符", "zero-width, control and private-use characters are removed", remove_invisible),
    Rule("glosses", "删除汉字后括注的拼音", "pinyin in brackets after the character it explains is removed", remove_glosses),
    Rule("script", "繁体文本转为简体", "text in Traditional script is converted to Simplified", to_simplified),
    Rule("width", "全角字母、数字转为半角", "full-width letters and digits become ordinary ones", narrow),
    Rule("spaces", "合并逐字拉开的空格", "characters set wide by spaces are closed up", close_spaces),
    Rule("chrome", "删除网页导航、按钮、页脚等非正文行", "lines of the web page around the text are removed", remove_chrome),
    Rule("repeats", "删除文内重复的段落和文章", "paragraphs and articles that stand twice in a document are removed", remove_repeats),
)  # fmt: skip
"""All rules, in the order in which they are applied by default."""

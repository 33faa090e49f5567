"""The cleaning rules in order of application, each with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from .characters import undouble, unify_characters
from .chrome import remove_chrome
from .contents import remove_contents
from .damage import flag_damage
from .families import entries
from .glossary import keep_glossary_apart
from .glued import remove_glued
from .labels import remove_labels
from .lines import join_continued, join_wraps
from .markers import remove_page_markers
from .notes import remove_note_marks
from .page_turns import without_turns
from .pages import remove_page_numbers
from .passage import remove_passage
from .quotes import match_quotes
from .records import Line, Outcome, Step
from .repeats import remove_repeats
from .running_heads import remove_running_heads
from .script import remove_glosses, remove_split_glosses, to_simplified
from .spaces import close_spaces, narrow, remove_invisible
from .stamps import remove_stamps
from .stops import right_stops
from .widths import join_widths


class Rule(NamedTuple):
    """A cleaning rule: name, reason in Chinese and English, function."""

    name: str
    reason_zh: str
    reason_en: str
    apply: Step


def _unify(lines: Sequence[Line]) -> Outcome:
    """Turn look-alikes into ordinary characters, and dots that end sentences into 。."""
    unified, found = unify_characters(lines)
    stopped, stops = right_stops(unified)
    return Outcome(stopped, found + stops)


def _remove_wide_glosses(lines: Sequence[Line]) -> Outcome:
    """Remove glosses that had been spaced out along with their text, once the spaces are closed up."""
    unglossed, glosses = remove_glosses(lines)
    return Outcome(unglossed, [entry._replace(rule="wide glosses") for entry in glosses])


def _remove_page_markers(lines: Sequence[Line]) -> Outcome:
    """Remove page markers, and page furniture that they had hidden."""
    unmarked, markers = remove_page_markers(lines)
    if not markers:
        return Outcome(unmarked, [])
    body, furniture = remove_chrome(unmarked)
    return Outcome(body, markers + furniture)


def _remove_pages(lines: Sequence[Line]) -> Outcome:
    """Remove stamps of data bases, running heads and feet, and page numbers."""
    unstamped, stamps = remove_stamps(lines)
    turned, turns = without_turns(unstamped)
    body, heads = remove_running_heads(turned)
    unnumbered, numbers = remove_page_numbers(body)
    return Outcome(unnumbered, stamps + turns + heads + numbers)


def _mend_joined(lines: Sequence[Line]) -> Outcome:
    unglossed, glosses = remove_split_glosses(lines)
    closed, spaces = close_spaces(unglossed)
    unmarked, markers = remove_page_markers(closed)
    body, furniture = remove_chrome(join_continued(unmarked))
    return Outcome(body, glosses + spaces + markers + furniture)


RULES: tuple[Rule, ...] = (
    Rule(
        "damage",
        "标出采集前已经丢失或损坏的字符，不作补改",
        "Characters lost before collection are flagged, never restored.",
        flag_damage,
    ),
    Rule(
        "invisible",
        "删除零宽字符、控制字符和私用区字符",
        "Zero-width, control and private-use characters are removed.",
        remove_invisible,
    ),
    Rule(
        "characters",
        "部首字符、兼容汉字改为通用汉字，删除异体选择符；句末的半角点改为句号",
        "Radicals and compatibility forms become ordinary characters; dots that end sentences become 。.",
        _unify,
    ),
    Rule(
        "doubled",
        "还原逐字重复的文字（如 PDF 加粗字）",
        "Lines with every character doubled (as in bold PDF text) are reduced to one of each.",
        undouble,
    ),
    Rule(
        "glosses",
        "删除汉字后括注的拼音",
        "Pinyin in brackets after a character is removed.",
        remove_glosses,
    ),
    Rule(
        "width",
        "全角字母和数字（含数字中的标点）转为半角，其他标点不变",
        "Full-width letters and numbers become half-width; other punctuation is unchanged.",
        narrow,
    ),
    Rule(
        "labels",
        "删除“标题：”“正文：”等字段标签、分隔线和标题后的“编辑”按钮",
        "Field labels (title, body), separator lines and edit buttons behind headings are removed.",
        remove_labels,
    ),
    Rule(
        "contents",
        "删除目录",
        "Tables of contents are removed.",
        remove_contents,
    ),
    Rule(
        "note marks",
        "删除句中的脚注标号",
        "Footnote marks inside sentences are removed.",
        remove_note_marks,
    ),
    Rule(
        "page numbers",
        "删除页码和每页重复的页眉页脚",
        "Page numbers, and heads and feet that every page repeats, are removed.",
        _remove_pages,
    ),
    Rule(
        "fixed widths",
        "接回按固定宽度硬换行的段落",
        "Paragraphs broken at a fixed width are made whole again.",
        join_widths,
    ),
    Rule(
        "glued",
        "删除粘在末句之后的上下篇、相关阅读、按钮和署名",
        "Links to other articles, buttons and credits on the line of the last sentence are removed.",
        remove_glued,
    ),
    Rule(
        "spaces",
        "合并逐字拉开的空格和句中空格",
        "Spaces between single characters and inside sentences are closed up.",
        close_spaces,
    ),
    Rule(
        "quotes",
        "改正不成对的引号",
        "Mismatched quotation marks are corrected.",
        match_quotes,
    ),
    Rule(
        "wide glosses",
        "删除与正文一同被空格拉开的拼音括注",
        "Pinyin glosses spaced out along with their text are removed.",
        _remove_wide_glosses,
    ),
    Rule(
        "chrome",
        "删除网页导航、按钮、信息栏、页脚、联系方式、垃圾标题等非正文行",
        "Navigation, buttons, footers and other page lines around the text are removed.",
        remove_chrome,
    ),
    Rule(
        "script",
        "繁体文本转为简体；简体文本不动",
        "Traditional script is converted to Simplified; other text is unchanged.",
        to_simplified,
    ),
    Rule(
        "page markers",
        "删除文档转换时插入句中的页序号，并接回原句",
        "Page numbers that a converter inserted in a sentence are removed and the sentence is rejoined.",
        _remove_page_markers,
    ),
    Rule(
        "wraps",
        "接回句中断开的行；夹在句中的图片说明移到段后",
        "Lines broken in mid-sentence are joined; a caption between them is moved after the paragraph.",
        join_wraps,
    ),
    Rule(
        "after joining",
        "接行之后，再处理先前被换行拆开的拼音括注、页序号、空格和网页导航行",
        "Glosses, page markers, spaces and page lines hidden by line breaks are treated after joining.",
        _mend_joined,
    ),
    Rule(
        "passage",
        "删除法规、规章标题下说明由谁通过、修改、公布的题注",
        "Lines below the title of a law that tell who passed, amended and published it are removed.",
        remove_passage,
    ),
    Rule(
        "repeats",
        "删除文内完全或几乎重复的段落和文章",
        "Paragraphs and articles that occur twice in a document, exactly or nearly, are removed.",
        remove_repeats,
    ),
    Rule(
        "glossary",
        "文末名词解释另存，不计入正文",
        "Explanations of terms at the end are kept apart from the text.",
        keep_glossary_apart,
    ),
)
"""All rules, in default order."""

_PARTS = (
    (
        "chrome: running heads",
        "浏览器打印或文档转换时每页重复的页眉页脚",
        "Running heads and feet that a browser or a converter repeats on each page are removed.",
    ),
    ("captions", "夹在句中的图片说明移到段后", "A caption within a sentence is moved after the paragraph."),
    ("split glosses", "删除曾被换行拆开的拼音括注", "Glosses split by a line break are removed."),
    (
        "learnt furniture",
        "同一发布单位多篇文本开头或结尾都有、其他单位都没有的页面行",
        "Lines at the head or foot of many texts of one publisher and in none of any other are removed.",
    ),
    (
        "misplaced",
        "报纸版面上错位的段落，按用词推断归入同版所属文章",
        "Paragraphs below the wrong article of a newspaper page go to the one inferred from their words.",
    ),
    ("empty", "清理后没有正文", "Nothing is left of the document."),
    ("fault", "清理时出错，该文本未计入", "Cleaning the document failed; it was left out."),
    (
        "segmentation",
        "分词时出错，该文本的词语未计入",
        "Segmenting the document failed; its words are not counted.",
    ),
)


def reasons() -> pd.DataFrame:
    """Return the reason for each rule named in a cleaning log.

    Returns
    -------
    DataFrame
        `rule, reason_zh, reason_en`: the rules in order, the families of page furniture, such as
        `chrome: navigation`, and the names under which parts of rules are logged.
    """
    rows = [(rule.name, rule.reason_zh, rule.reason_en) for rule in RULES]
    rows += [(f"chrome: {one['name']}", one["reason_zh"], one["reason_en"]) for one in entries()]
    frame = pd.DataFrame([*rows, *_PARTS], columns=["rule", "reason_zh", "reason_en"], dtype="str")
    return frame.drop_duplicates("rule", ignore_index=True)

"""Files that speak of the texts beside them: how they were scraped, what columns mean, how to cite them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from ..lexicon import count_han
from .attribution.page import ONLY_DATE
from .attribution.places import find_places
from .items import Content, Unreadable, message
from .working_notes import CERTAIN, is_list_of_words, works_on_texts

MARKDOWN = re.compile(
    r"^(?:readme|changelog|changes|licen[cs]e|contributing|code_of_conduct|notes?|todo|codebook|index)\b"
    r"|说明|自述|须知|备忘|日志|使用方法|目录$",
    re.IGNORECASE,
)
"""Names of Markdown files that speak of the texts beside them."""

_THING = (
    r"数据|数据集|数据库|数据来源|资料|语料|语料库|文本|文件|文件夹|样本|字段|变量|指标|采集|爬取|爬虫|抓取|收集|下载|使用|来源"
    r"|格式|编码|整理|清洗|处理|命名|目录|版权|免责|引用|更新|版本|安装|运行|操作|阅读|解压|购买|售后|项目|程序|代码|脚本|本"
)
_KIND = (
    r"说明书?|须知|日志|声明|格式|记录|手册|方法|方式|信息|备注|字典|规则|协议|文档|教程|指南|必读|清单|建议"
)
_ALONE = (
    r"read[ _-]?me|请?先?读我|请?先看我?|看我|必看|必读|说明|自述|备注|备忘|日志|注意事项|变量表|字段表"
    r"|数据字典|codebook|changelog|licen[cs]e|log|notes?|todo|install|citation|cite|disclaimer|copyright"
)
_NAME = re.compile(
    rf"(?:{_THING})(?:(?:以?及|和|与|、)?(?:{_THING}))*(?:的)?(?:{_KIND})(?:(?:以?及|和|与|、)?(?:{_KIND}))*"
    rf"|(?:{_ALONE})(?:说明|文件)?(?:[ _-]?(?:cn|zh|en|中文|英文|first))?",
    re.IGNORECASE,
)
"""Names, without numbers and brackets, of files that speak of those beside them."""

_PERHAPS = re.compile(
    r"(?<!编制)(?<!起草)(?<!情况的)(?<!草案)说明$|须知$|日志$|read_?me|免责声明|版权声明", re.IGNORECASE
)
_OUTER = re.compile(r"[（(【\[][^）)】\]]*[）)】\]]|^[\W\d_]+|[\W\d_]+$")
_OF_FILES = re.compile(
    r"本数据|数据集|语料|爬取|爬虫|抓取|采集(?:时间|工具|范围|日期|脚本|程序)|使用.{0,6}采集|由.{0,12}采集|八爪鱼|后羿|字段|变量[名表]|编码为|utf-?8|gbk|ansi"
    r"|\.?(?:txt|csv|xlsx?|docx?|json)(?![a-z])|python|\bpip\b|\.py\b|main\.|文件夹|压缩[包文]|解压|侵权.{0,6}联系|联系.{0,4}删除|github|https?:"
    r"|脚本|安装|本资源|本资料|记事本|网盘|提取码|学习研究|仅供学习|商用|根目录|文件名|文件命名|引用.{0,6}数据|数据.{0,6}引用|请引用|excel"
    r"|注明来源|下载(?:后|地址|链接|时间|于|自)|更多(?:资料|数据)|数据库\.",
    re.IGNORECASE,
)
_OFFICIAL = re.compile(
    r"^各[县区市乡镇街]|[本我]市|[本我]县|[本我]区|各(?:县|区|单位|部门)|^[一二三四五六七八九十]、|^第[一二三四五六七八九十]+[条章]|应当|不得(?!商用|用于)|依法|群众|居民|市民",
    re.MULTILINE,
)
_TITLE = re.compile(r"[^。！？]{4,50}")
_OFFICE = re.compile(r"政府|委员会|办公[室厅]|[局厅院]关于")
_SHORT = 120
"""Up to how many Chinese characters one word of files and programs is enough."""


_NAMING = frozenset(
    (
        "变量", "变量名", "变量名称", "字段", "字段名", "字段名称", "列名", "代码", "编码", "类目",
        "类目名称", "一级类目", "二级类目", "维度", "一级维度", "二级维度", "三级维度", "指标",
        "指标名称", "标签",
        "code", "variable", "field", "column", "name", "category",
    )
)  # fmt: skip
_TELLING = frozenset(
    (
        "定义", "含义", "说明", "解释", "释义", "取值", "取值范围", "取值说明", "示例", "例句", "举例",
        "类型", "数据类型", "操作化定义", "判断标准", "编码规则", "编码说明",
        "definition", "description", "values", "value", "type", "example", "label", "meaning",
    )
)  # fmt: skip
_FURTHER = frozenset(("序号", "备注", "来源", "no", "no.", "id", "notes", "单位"))
_BETWEEN = re.compile(r"\t|\s*\|\s*|\s{2,}|[,，;；]")


def _is_codebook(text: str) -> bool:
    """Return whether a text has the header of a codebook (变量, 含义), and rows of as many cells below it."""
    lines = [_BETWEEN.split(line.strip().strip("|")) for line in text.split("\n") if line.strip()]
    for i, cells in enumerate(lines):
        names = {cell.strip().lower() for cell in cells}
        if names & _NAMING and names & _TELLING and names <= _NAMING | _TELLING | _FURTHER:
            return sum(len(row) == len(cells) for row in lines[i + 1 :]) > 1
    return False


def _is_official(text: str) -> bool:
    """Return whether a text is one of an office: a place or an office in its title, or how offices write."""
    title = next((line.strip() for line in text.split("\n") if line.strip()), "")
    is_title = _TITLE.fullmatch(title) is not None and not _OF_FILES.search(title)
    named = is_title and (_OFFICE.search(title) or find_places(title, True))
    signed = any(ONLY_DATE.match(line.strip()) for line in text.split("\n")[-3:])
    return bool(named or signed or _OFFICIAL.search(text))


def check_companion(content: Content, source: str) -> Content:
    """Return the content of a file, flagged where it may speak of the texts beside it.

    Parameters
    ----------
    content : Content
        What a reader found.
    source : str
        Path of the file.

    Raises
    ------
    Unreadable
        When its name and its words, or its words alone, say that it does.
    """
    if len(content.items) != 1 or content.items[0].asked:
        return content
    stem = unicodedata.normalize("NFKC", PurePosixPath(source).stem)
    name = stem
    while (bare := _OUTER.sub("", name)) != name:
        name = bare
    sure = _NAME.fullmatch(name) is not None
    text = content.items[0].text
    if is_list_of_words(text, stem) or (_is_codebook(text) and not _is_official(text)):
        raise Unreadable("notes_on_texts")
    if not sure and not _PERHAPS.search(name):
        kinds = works_on_texts(text)
        if kinds >= CERTAIN:
            raise Unreadable("notes_on_texts")
        return _flagged(content, source) if kinds and not find_places(source) else content
    words = {found[0].lower() for found in _OF_FILES.finditer(text)}
    enough = len(words) > (count_han(text) > _SHORT)
    official = _is_official(text)
    if sure and enough and not official:
        raise Unreadable("notes_on_texts")
    if (sure and (words or not official)) or (len(words) > 1 and not official):
        return _flagged(content, source)
    return content


def _flagged(content: Content, source: str) -> Content:
    said = message("perhaps_notes", shown=PurePosixPath(source).name)
    return Content(content.items, content.format, content.encoding, (*content.warnings, said))

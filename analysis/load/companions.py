"""Files that speak of the texts beside them: how they were scraped, what columns mean, how to cite them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

from ..lexicon import count_han
from .items import Content, Unreadable, message

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
    r"本数据|数据集|数据库|语料|下载|爬取|爬虫|抓取|采集|八爪鱼|后羿|字段|变量|编码|utf-?8|gbk|ansi|\btxt|\bcsv|\bxlsx?\b|\bdocx?\b|python"
    r"|\bpip\b|\.py\b|版权|引用|文件夹|压缩|解压|侵权|github|https?:|www\.|脚本|运行|安装|本资源|本资料|本文件夹|记事本|网盘|提取码|公众号|微信"
    r"|论文|学习研究|商用|来源|整理|命名|格式|样本|缺失|更新|版本|excel|联系人|邮箱|作者",
    re.IGNORECASE,
)
_LONG, _SHORT = 400, 600
"""From how many Chinese characters on more words about files are wanted, and up to how many a file whose name
is less sure may speak of others."""

FEWEST_WORDS, FEWEST_WORDS_LONG, FEWEST_WORDS_UNSURE = 1, 3, 3


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
        When its name and its words say that it does.
    """
    if len(content.items) != 1 or content.items[0].asked:
        return content
    stem = unicodedata.normalize("NFKC", PurePosixPath(source).stem)
    name = stem
    while (bare := _OUTER.sub("", name)) != name:
        name = bare
    sure = _NAME.fullmatch(name) is not None
    if not sure and not _PERHAPS.search(name):
        return content
    text = content.items[0].text
    words = {found[0].lower() for found in _OF_FILES.finditer(text)}
    han = count_han(text)
    if sure and len(words) >= (FEWEST_WORDS_LONG if han > _LONG else FEWEST_WORDS):
        raise Unreadable("notes_on_texts")
    if sure or (han < _SHORT and len(words) >= FEWEST_WORDS_UNSURE):
        said = message("perhaps_notes", shown=PurePosixPath(source).name)
        return Content(content.items, content.format, content.encoding, (*content.warnings, said))
    return content

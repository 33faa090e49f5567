"""What a text is by its words: a note on the gathering or selling of texts, or a list of stop words."""

from __future__ import annotations

import re

from ..lexicon import count_han, stopwords

CERTAIN = 2
"""Different kinds of such words, from how many on a short text without words of policy is a note."""

LONGEST = 400
"""Chinese characters of the longest note."""

FEWEST, SHORT, SHARE = 20, 4, 0.95
"""Fewest lines of a list of words, most characters of a word, and share of the lines that are so short."""

STOPPED = 0.3
"""Share of the words of such a list that are stop words of ours; rules of a village in lines of three
characters have none."""

POLICY_WORDS = 2
"""From how many different words of policy on a text is one of an office, whatever else it speaks of."""

_POLICY = re.compile(
    r"发展|建设|推进|加强|改革|治理|经济|企业|保障|完善|落实|群众|居民|村民|农民|农村|乡村|社会|全市|全县|全区|我市|我县|本市|项目|服务|培训|监管|财政"
    r"|补贴|就业|教育|医疗|养老|环境|生态|产业|投资|招商|公示|公告|通知|条例|规定|办法|行政|部门|单位|机关|政务|审批|执法|查处|依法|应当|便民|市民|学校|学生|社区|街道|推行|办理|办税|纳税|热线|事项|条款|城市|老街|产品|培育|电商"
)
_KINDS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"爬(?:完|取|了|到|的|下来|虫)|抓取|复制(?:下来|的时候|粘贴)|网页(?:排版)?乱|原网页|网站打不开|页面打不开",
        r"乱码|OCR|转(?:出来|txt|码)|识别(?:有误|错误)|编码[表为]|utf-?8|gbk",
        r"师[兄姐弟妹]|课题组|老师(?:确认|说)|同学们?(?:手工|整理|录入|帮忙)|群文件|发我|待办|跑一遍|先放着|以后再|周末再|等.{0,6}给|还没找到|[周前后]补上|补录中|小[李王张刘陈赵](?:周|补|负责)",
        r"购买|本店|店铺|好评|老顾客|旺旺|客服|售后|下单|打赏",
        r"v\d+\.\d+|修正文件名|补充.{0,12}两?[市年]$|首次发布|更新日志",
        r"文件夹|文件名|一级目录|二级目录|缺失(?:年份|清单|值)|存放txt|压缩包|解压|根目录",
        r"(?:\.|\b)(?:txt|xlsx?|csv|docx|json|py)\b|pandas|jieba|requests|beautifulsoup|matplotlib|numpy|lxml",
        r"这批(?:文本|数据|资料)|本批数据|本数据集?|全部数据|数据由|若用于论文|论文发表|论文附录|请注明(?:数据)?来源|注明数据来源",
        r"侵权.{0,6}(?:联系|删除)|请?在?下载后.{0,6}小时|仅供(?:学习|交流|内部)|请勿(?:外传|商用|转卖)|资源来自网络|本站所有资源",
        r"网盘|提取码|解压密码|失效.{0,4}补发|回复“.{1,8}”(?:领取|获取|下载)",
        r"样本(?:为|共|量|说明)|剔除|观测值|变量(?:定义|名|说明)|分词|停用词|编码员|对结果",
    )
)
_SURE = re.compile(
    r"爬取|爬虫|已爬|爬完|抓取|网站打不开|手工复制|utf-?8|停用词|提取码|解压密码|这批(?:文本|数据)|本批数据|本数据集|账号|师[兄姐]给|群文件|pandas|requests"
    r"|v\d+\.\d|修正文件名|下载后.{0,6}小时|本店|店铺首页|编码员|[一二]级目录|请勿外传|若用于论文|回复“.{1,8}”领取|观测值|感谢购买",
    re.IGNORECASE,
)
"""Words of gathering and selling that no office or paper uses of its own work; the others only make doubt."""

_OFFICIAL = re.compile(
    r"政府|委员会|办公[室厅]|[局厅院]|公安|警方|民警|法院|学校|同志|记者|我们|年\d{1,2}月\d{1,2}日|：$|镇|村|老人|孩子",
    re.MULTILINE,
)
SENTENCES = 5
"""Most full stops of a note."""

_URL = re.compile(r"https?://\S+|www\.\S+")
_OF_DICTIONARY = re.compile(r"[^\s。，；：]{2,16}[ \t]+(?:\d{1,9}[ \t]+)?[a-z]{1,4}")
"""A line of a dictionary for segmenters: a word, its frequency, its part of speech."""

_ENTRY = re.compile(r"\d{1,4}[\s、.．]+[一-鿿]\S{3,60}[\s　]+(?:19|20)\d\d年?")
"""An entry of a list of files: number, title, year."""


def works_on_texts(text: str) -> int:
    """Return of how many kinds the words are with which a short text speaks of files, sellers and gathering.

    Parameters
    ----------
    text : str
        A text.

    Returns
    -------
    int
        0 for a long text, and for one that speaks of policy.

    Examples
    --------
    >>> from analysis.load.working_notes import works_on_texts
    >>> works_on_texts("某市已爬完，等师兄给账号"), works_on_texts("我市网站改版，企业可以下载表格")
    (2, 0)
    """
    if count_han(text) > LONGEST:
        return 0
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) > 1 and all(map(_ENTRY.fullmatch, lines)):
        return CERTAIN
    if lines and sum(bool(_URL.search(line)) for line in lines) >= SHARE * len(lines) and "。" not in text:
        return CERTAIN
    if len({found[0] for found in _POLICY.finditer(text)}) >= POLICY_WORDS:
        return 0
    count = sum(bool(kind.search(text)) for kind in _KINDS)
    is_sure = _SURE.search(text) and not _OFFICIAL.search(text) and text.count("。") <= SENTENCES
    return count if is_sure else min(count, CERTAIN - 1)


def is_list_of_words(text: str, name: str = "") -> bool:
    """Return whether a text is a list of stop words, one on a line, or a dictionary for segmenters.

    Parameters
    ----------
    text : str
        A text.
    name : str
        The name of its file, by which it may be one whatever its words.
    """
    lines = [line.strip() for line in text[:20_000].split("\n") if line.strip()]
    if len(lines) > 1 and all(map(_OF_DICTIONARY.fullmatch, lines)):
        return True
    if len(lines) < FEWEST or any(stop in text for stop in "。；："):
        return False
    short = sum(len(line) <= SHORT and not any(map(str.isdigit, line)) for line in lines)
    known = sum(line in stopwords() for line in lines)
    named = re.search(r"停用词|stop_?words?|词表|词库", name, re.IGNORECASE)
    return short >= SHARE * len(lines) and (bool(named) or known >= STOPPED * len(lines))

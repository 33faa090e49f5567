"""The title of an official document below its red head, its number and the rule between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

HEAD, BLOCK = 8, 4
"""Among how many lines the parts of a head stand, and on how many lines at most a title."""

LONGEST, WHOLE, SHORTEST = 45, 110, 6
"""Most characters of one line of a title, most and fewest of the whole."""

NUMBER = re.compile(
    r"[一-鿿]{1,12}\s*[〔﹝\[［(（【]\s*(?:19|20)\d\d\s*[〕﹞\]］)）】]\s*第?\s*\d+\s*号(?:\s*签发人[:：].{2,12})?"
)
RED_HEAD = re.compile(r"(?:中共)?[一-鿿（）()、\s]{4,60}文\s*件")
GAZETTE = re.compile(
    r"[一-鿿]{2,16}(?:政府公报|政报|年鉴|(?:文件|政策|法规)(?:汇编|选编))(?:\s*(?:19|20)\d\d年?)?(?:\s*第?\d+期)?"
)
"""The name of what a text was printed in."""

OFFICE = re.compile(r"(?:中共)?[一-鿿]{2,30}(?:政府|委员会|办公[厅室]|[厅局部委院])")
GRADE = re.compile(
    r"(?:特\s*急|特\s*提|加\s*急|急\s*件|平\s*急|明传电报|(?:绝密|机密|秘密)\s*★?.{0,4}|份号[:：]?\s*\d+|\d{4,8}|内部(?:资料|文件)\s*注意保[存密])"
)
RULE = re.compile(r"[^\w㐀-鿿]*[─━—―＊*=═★☆_－-]{4,}[^\w㐀-鿿]*")
END = re.compile(
    r"(?:通知|意见|决定|公告|办法|方案|规定|细则|计划|批复|函|措施|报告|条例|纲要|要点|通告|规划|通报|请示|纪要|公报|议案|命令|令)"
    r"(?:[(（].{1,8}[)）])?$"
)
HEADING = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|第[一二三四五六七八九十百\d]{1,4}[部章条节]|[（(]?\d{1,2}[）)、.．])"
)
"""What begins with a number is a heading within the text."""

ADDRESSEE = re.compile(r"^[^。]{2,120}[:：]$")


def title_below_head(lines: Sequence[str]) -> str | None:
    """Return the title of an official document, joined from its lines; None where it has no head of one.

    The head is known by its parts: degrees of urgency and secrecy, the red head, the number, a rule, or the
    gazette that it was printed in. What
    stands between the last of them and the addressee or the text, and ends as titles do, is the title.

    Parameters
    ----------
    lines : sequence of str
        The lines at the head of the text that are filled.

    Examples
    --------
    >>> from analysis.load.attribution.official_heads import title_below_head
    >>> title_below_head(["特急", "甲安委〔2020〕17号", "甲市安委会", "关于做好汛期工作", "的通知", "各县："])
    '甲市安委会关于做好汛期工作的通知'
    """
    parts = [
        i
        for i, line in enumerate(lines[:HEAD])
        if any(kind.fullmatch(line.strip()) for kind in (NUMBER, RED_HEAD, GRADE, RULE, GAZETTE))
    ]
    by_office = len(lines) > 1 and OFFICE.fullmatch(lines[0].strip()) and lines[1].lstrip().startswith("关于")
    if not (parts or by_office) or any(_is_prose(line) for line in lines[: parts[-1] if parts else 0]):
        return None
    top = parts[-1] + 1 if parts else 0
    if any(i not in parts and not OFFICE.fullmatch("".join(lines[i].split())) for i in range(top)):
        return None  # a headline stands above the number
    block: list[str] = []
    for line in lines[top:][: BLOCK + 1]:
        if HEADING.match(line):
            return None
        if (
            ADDRESSEE.match(line)
            or _is_prose(line)
            or len(line) > LONGEST
            or line.startswith(("（", "(", "—"))
        ):
            break
        block.append("".join(line.split()))
        if END.search(block[-1]) and not _goes_on(lines, top + len(block) - 1):
            break
    if len(block) > 1 and OFFICE.fullmatch(block[0]) and block[1].startswith(block[0]):
        block = block[1:]
    title = "".join(block)
    is_title = (
        END.search(title) and len(title) <= WHOLE and len(title) >= SHORTEST and not OFFICE.fullmatch(title)
    )
    return title if is_title else None


def _goes_on(lines: Sequence[str], k: int) -> bool:
    """Return whether the line below is the end of a title that a line could end, too (`…方案` / `的通知`)."""
    below = "".join(lines[k + 1].split()) if k + 1 < len(lines) else ""
    return (
        len(below) <= LONGEST
        and not ADDRESSEE.match(below)
        and bool(below.startswith(("的", "》")) and END.search(below))
    )


def _is_prose(line: str) -> bool:
    return "。" in line or "；" in line or line.count("，") > 1

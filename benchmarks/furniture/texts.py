"""The articles that stand on the pages: of sentences written for this, in the manner of news and notices."""

from __future__ import annotations

import random
import re

CITIES = ("柳州", "桂林", "绵阳", "徐州", "赣州", "襄阳", "洛阳", "遵义", "宝鸡", "大同")
PEOPLE = ("陈若水", "李望山", "赵青禾", "周听雨", "吴行舟")
SUBJECTS = ("全市各级各部门", "各县区", "有关单位", "街道和社区", "市政务服务中心", "园区企业")
ACTS = (
    "围绕办事的难点逐项梳理，能当场办结的当场办结",
    "把新建的厂房和道路一并纳入计划，按季度公布进度",
    "到村里听取意见，共收到建议{n}条，已答复{n}条",
    "投入{n}万元改造老旧管网，惠及居民{n}户",
    "请企业对服务打分，得分低的事项重新设计流程",
    "组织培训{n}场，参加者{n}人次",
    "将用电、用水、用气的报装合并为一次申请",
    "在江边新修步道{n}公里，沿线栽树{n}株",
)
ENDS = (
    "。",
    "，群众少跑了路。",
    "，年底前全部完成。",
    "；对进度落后的，由分管负责同志督办。",
    "，做法在全省交流。",
)
HEADS = (
    "一、总体要求",
    "二、主要任务",
    "（一）优化服务",
    "（二）改善民生",
    "三、保障措施",
    "（三）促进就业",
    "四、工作要求",
)
SHORT = (
    "寻难点",
    "聚痛点",
    "破堵点",
    "加强组织领导",
    "强化督促检查",
    "责任单位：市发展改革委、市财政局",
    "附件：1.任务分工表",
    "完成时限：2024年12月底前",
    "各县区人民政府，市直各有关单位：",
    "建设服务型政府",
    "健全服务网络",
    "扩大对外开放",
    "（牵头单位：市行政审批局；配合单位：各县区）",
)


MORE = (
    "“以前要跑三个窗口，现在一张表就办完了。”住在城东的{person}说。",
    "会议听取了{subject}的汇报，指出{n}项工作仍有差距。",
    "{subject}要在每月5日前报送上月进展，逾期未报的予以通报。",
    "在{n}号厂房，记者看到工人正在调试新到的设备。",
)
OPENING = {
    "news": ("本报讯 截至6月底，全市累计办结{n}件，按时办结。",),
    "notice": ("各县（市、区）人民政府，市直各单位：", "经市人民政府同意，现将有关事项通知如下。"),
    "report": ("各位代表：", "现在，我代表市人民政府向大会报告工作，请予审议。"),
}
CLOSING = {
    "news": ("下一步，{subject}将从便民、利企、安商三个方面继续发力。",),
    "notice": (
        "附件：1．任务分工表",
        "2．联系人名单",
        "柳江市人民政府办公室",
        "2023年5月{day}日",
        "（此件公开发布）",
    ),
    "report": ("（四）守住安全底线", "各位代表！让我们同心同德，把{n}项任务办好。"),
}


def article(random_: random.Random) -> list[str]:
    """Return the lines of an article."""
    lines = []
    for _ in range(random_.randint(7, 14)):
        if random_.random() < 0.3:
            lines.append(random_.choice(HEADS if random_.random() < 0.6 else SHORT))
        sentences = [
            random_.choice(SUBJECTS) + random_.choice(ACTS) + random_.choice(ENDS)
            for _ in range(random_.randint(1, 4))
        ]
        lines.append(re.sub(r"\{n\}", lambda _: str(random_.randint(3, 900)), "".join(sentences)))
    return list(dict.fromkeys(lines))


def text_of(kind: str, random_: random.Random) -> list[str]:
    """Return the lines of a text of a kind: `news`, `notice` or `report`, else an article alone."""
    lines = article(random_)
    if kind in OPENING:
        for line in random_.sample(MORE, 2):
            lines.insert(random_.randint(1, len(lines)), line)
        lines = [*OPENING[kind], *lines, *CLOSING[kind]]

    def fill(match: re.Match[str]) -> str:
        drawn = {
            "n": str(random_.randint(3, 900)),
            "day": str(random_.randint(1, 28)),
            "subject": random_.choice(SUBJECTS),
            "person": random_.choice(PEOPLE),
        }
        return drawn[match[1]]

    return list(dict.fromkeys(re.sub(r"\{(\w+)\}", fill, line) for line in lines))


def title(random_: random.Random) -> str:
    """Return the headline of an article."""
    return random_.choice(SUBJECTS) + random_.choice(
        ("推进“一件事”改革取得实效", "部署下一步工作", "召开现场会", "聚焦企业关切")
    )

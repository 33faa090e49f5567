"""Put articles on the pages of sites that do not exist, clean them, and measure what is left of each.

Run with `python -m benchmarks.furniture [--sites NAME] [--documents N] [--seed N] [--show]`. Prints one row
per site and their sum, with the fixed rules alone and with what is learnt from the folder as well:

- furniture: share of the lines above and below the article that are gone, its title not counted;
- body: share of the article's characters whose lines are kept.

`--show` lists the lines that were wrongly kept or removed. The rules may be mended by what `open` shows;
`apart` is there to be measured only.
"""

from __future__ import annotations

import argparse
import random
import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from analysis.clean import RULES, clean_documents

SITES = Path(__file__).with_name("sites.toml")
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


class Page(NamedTuple):
    """A page: its site, its lines, and which of them are furniture and which the article's."""

    site: int
    lines: list[str]
    furniture: list[str]
    body: list[str]


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


def title(random_: random.Random) -> str:
    """Return the headline of an article."""
    return random_.choice(SUBJECTS) + random_.choice(
        ("推进“一件事”改革取得实效", "部署下一步工作", "召开现场会", "聚焦企业关切")
    )


def pages(sites: Sequence[dict[str, object]], n_documents: int, seed: int) -> list[Page]:
    """Return pages of each site, the same for the same seed.

    Parameters
    ----------
    sites : sequence of dict
        Each with `name`, `head` and `foot`, as in `sites.toml`.
    n_documents : int
        Pages of each site.
    seed : int
        Seed of what is filled in.
    """
    random_ = random.Random(seed)
    made = []
    for number, site in enumerate(sites):
        city = CITIES[number % len(CITIES)]
        name = str(site["name"]).replace("{city}", city)
        for _ in range(n_documents):
            headline, body = title(random_), article(random_)

            def fill(
                match: re.Match[str], city: str = city, name: str = name, headline: str = headline
            ) -> str:
                drawn = {
                    "city": city,
                    "site": name,
                    "person": random_.choice(PEOPLE),
                    "n": str(random_.randint(12, 9800)),
                    "other": title(random_),
                    "date": f"2023-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}",
                    "time": f"{random_.randint(8, 20):02}:{random_.randint(0, 59):02}",
                }
                return drawn.get(match[1], headline)

            around = {
                place: [re.sub(r"\{(\w+)\}", fill, line) for line in site[place]]  # type: ignore[attr-defined]
                for place in ("head", "foot")
            }
            furniture = [line for lines in around.values() for line in lines if headline not in line]
            made.append(Page(number, [*around["head"], *body, *around["foot"]], furniture, body))
    return made


def measure(found: Sequence[Page], learn: bool) -> tuple[pd.DataFrame, list[tuple[str, str]]]:
    """Return for each page what is gone and kept, and the lines that went wrong.

    Parameters
    ----------
    found : sequence of Page
        The pages.
    learn : bool
        Whether furniture is learnt from the pages too.

    Returns
    -------
    tuple
        A frame with `site, n_lines, n_gone, n_characters, n_kept`, and pairs of `kept` or `removed`
        and a line.
    """
    documents = pd.DataFrame(
        {
            "text": ["\n".join(page.lines) for page in found],
            "city": [CITIES[page.site % len(CITIES)] + "市" for page in found],
            "source": [f"site{page.site}/{number}.txt" for number, page in enumerate(found)],
        }
    )
    cleaned = clean_documents(documents, None if learn else RULES).documents["text"]
    rows, wrong = [], []
    for page, text in zip(found, cleaned, strict=True):
        left = _bare(text)
        rest = left
        for line in page.body:
            rest = rest.replace(_bare(line), "\n")
        stayed = [line for line in page.furniture if _bare(line) in rest]
        lost = [line for line in page.body if _bare(line) not in left]
        wrong += [("kept", line) for line in stayed] + [("removed", line) for line in lost]
        n_characters = sum(len(line) for line in page.body)
        kept = n_characters - sum(len(line) for line in lost)
        rows.append((page.site, len(page.furniture), len(page.furniture) - len(stayed), n_characters, kept))
    return pd.DataFrame(rows, columns=["site", "n_lines", "n_gone", "n_characters", "n_kept"]), wrong


def _bare(text: str) -> str:
    text = "".join(text.translate(str.maketrans("：，（）！？；｜［］", ":,()!?;|[]")).split())
    return re.sub(r"[“”\"…⏎]", "", text)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", choices=("open", "apart", "later"), default="open")
    parser.add_argument("--documents", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    sites = tomllib.loads(SITES.read_text(encoding="utf-8"))[asked.sites]
    made = pages(sites, asked.documents, asked.seed)
    for name, learn in (("fixed rules", False), ("learnt too", True)):
        found, wrong = measure(made, learn)
        per_site = found.groupby("site").sum()
        per_site.loc["all"] = per_site.sum()
        shares = pd.DataFrame(
            {
                "furniture gone %": 100 * per_site["n_gone"] / per_site["n_lines"],
                "body kept %": 100 * per_site["n_kept"] / per_site["n_characters"],
            }
        )
        print(f"{name}\n{shares.round(2).to_string()}\n")
        if asked.show:
            print(pd.Series([f"{what}: {line}" for what, line in wrong]).value_counts().to_string(), "\n")


if __name__ == "__main__":
    main()

# ruff: noqa: E501
import pytest

from analysis.load.gate.judge import admit, admit_items, judge, mend
from analysis.load.items import Content, Item, Unreadable
from analysis.load.messages import worded

TEXT = "全县推进农村改厕，建管并重，群众得了实惠。村里的路灯亮了，夜里出门不再摸黑。"


def reason(text: str, kind: str = "text") -> str | None:
    said = judge(text, kind).refused
    return None if said is None else said.code


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "县府办",
        "推进GDP、RCEP、5G、AI应用。",
        "本县（Green County）推进改厕，建管并重。The county builds, and maintains what it builds, year by year.",
        "政务服务平台增加登录后查看进度的功能，群众办事更方便。",
        "全县完成政府网站升级改造，开展网络安全检测。",
        "壯族三月三，歌圩裡唱新歌，鄉親們都來了。",
        "村民问卷\n1. 路灯亮吗？\n□ 亮　□ 有的亮　□ 不亮\n2. 改厕了吗？\n□是□否\n3. 水渠（□ 通 □ 不通）",
        "第一步（α）到第三步（γ），增长２．５％，Ⅰ类水体占八成。",
    ],
)
def test_chinese_texts_pass(text: str) -> None:
    assert reason(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT.encode().decode("gb18030", "replace"), "mojibake"),
        ("锟斤拷锟斤拷县锟斤拷推锟斤拷改锟斤拷", "lost_characters"),
        ("全县(cid:12)村(cid:9)，路(cid:120)都(cid:3)了。" * 9, "glyph_codes"),
        ("??县??改厕，????实惠。??路灯??", "lost_characters"),
        ("全县推□改□，建□并重，群□得□实惠。村□的路□亮了。", "lost_characters"),
        ("\x01\x02\x03\x04\x05\x06\x07\x0e\x0f!\x10#" * 3, "strange_characters"),
        ("Ђќѓ Ѕљњ Фцх Шщъ Юя الف باء تاء" * 2, "strange_characters"),
        ("\ue001\ue002\ue003\ue004\ue005县\ue006\ue007", "strange_characters"),
        ("UEsDBBQABgAIAAAAIQDfpNJsWgEAACAFAAATAAgCW0NvbnRlbnRfVHlwZXNdLnhtbCCi" * 4, "base64"),
        ("404 Not Found\nnginx/1.18.0", "error_page"),
        ("某县人民政府\n首页\n抱歉，您访问的页面不存在或已被删除\n返回首页", "error_page"),
        ("您的请求可能存在威胁，已被拦截\n如有疑问请联系管理员", "error_page"),
        ("用户登录\n请输入用户名\n请输入验证码\n忘记密码", "error_page"),
        ("该内容已被发布者删除", "error_page"),
        ("村の道路を整備し、水路をきれいにする計画です。住民の皆さんと一緒に進めます。", "other_language_ja"),
        ("마을 길을 고치고 물길을 맑게 하는 계획입니다.", "other_language_ko"),
        ("import os\nfrom sys import argv\nprint('推进改厕，建管并重')", "program_text"),
        ("The county builds roads and keeps them.", "no_chinese"),
        ("2021,100\n2022,200", "no_chinese"),
        (" \n", "empty_page"),
    ],
)
def test_what_is_no_chinese_text_is_refused_by_its_name(text: str, code: str) -> None:
    assert reason(text) == code
    said = judge(text).refused
    assert said is not None
    assert worded(said, "zh") != worded(said, "en")


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("真不巧，您点开的栏目不在了，试着从首页重新进入。", "text", "error_page"),
        ("单位内部资料室\n本库仅限馆内读者翻看\n您的网络不在名单里\n馆外请用 VPN", "html", "error_page"),
        (
            "按照全省部署，本站已整体并入县政府门户，自三月起不再更新。\n请移步新址查阅。",
            "text",
            "error_page",
        ),
        ("此域名由某某公司停放\n如需购买，咨询电话 400-000", "html", "error_page"),
        ("县图书馆因改造停止服务，请读者前往新馆，由此带来不便，敬请谅解。", "text", None),
        ("县融媒体网站并入门户，栏目减少三成，更新快了一倍。", "csv", None),
        ("您点开的链接过期了，请刷新", "csv", "perhaps_error_page"),
        ("这个栏目暂未开放", "text", "perhaps_error_page"),
        ("县剧团招收学员，请登录县文化馆网站下载报名表。", "text", "perhaps_error_page"),
        ("请各单位登录系统填报，逾期不予受理。", "text", None),
        ("县里清理过期链接，群众点得开、看得懂。", "csv", None),
    ],
)
def test_short_pages_are_told_by_the_kinds_of_their_words(text: str, kind: str, code: str | None) -> None:
    verdict = judge(text, kind)
    told = [verdict.refused] if verdict.refused else list(verdict.flags)
    assert [said.code for said in told] == ([code] if code else [])


def test_letters_of_a_pdf_are_laid_to_its_fonts() -> None:
    assert reason("Ђќѓ Ѕљњ Фцх Шщъ" * 3, "pdf") == "pdf_letters"
    assert reason('!"#$ %&()', "pdf") == "pdf_letters"
    assert reason("Wkh ulyhu dqg wkh kduerxu zhuh zlghqhg", "pdf") == "pdf_letters"
    assert reason("The river and the harbour were widened in the city", "pdf") == "no_chinese"


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        (TEXT * 2 + " the village road and the lamp and the well and more" * 12, "text", "few_han"),
        (TEXT.replace("，", "").replace("。", "") * 12, "text", "no_punctuation"),
        (("改" * 99 + "。") * 327 + "改" * 67, "xlsx", "cut_by_excel"),
    ],
)
def test_what_is_doubtful_is_flagged(text: str, kind: str, code: str) -> None:
    verdict = judge(text, kind)
    assert verdict.refused is None
    assert [flag.code for flag in verdict.flags] == [code]


def test_what_is_certain_is_mended_and_said() -> None:
    text, said = mend(TEXT.encode().decode("latin-1"))
    assert (text, [one.code for one in said]) == (TEXT, ["mojibake_mended"])
    text, said = mend(f"<p>{TEXT}</p>")
    assert (text, [one.code for one in said]) == (TEXT, ["markup_removed"])
    assert mend(TEXT) == (TEXT, ())


def test_rows_that_are_no_texts_are_left_out_and_the_first_is_named() -> None:
    rows = [Item(TEXT, 1), Item("404 Not Found", 2), Item("403 Forbidden", 3), Item("？？？", 4)]
    kept, said = admit_items(rows)
    assert [item.line for item in kept] == [1]
    assert [worded(one, "en") for one in said] == [
        "2 texts were left out, the first being number 2: it is an error, firewall or log-in page "
        "(404 Not Found), not a text; download it again",
        "1 texts were left out, the first being number 4: it is not a Chinese text (0 % of its words are Chinese characters)",
    ]


def test_a_file_without_a_single_text_is_refused() -> None:
    with pytest.raises(Unreadable) as raised:
        admit(Content((Item("404 Not Found"),), "text"))
    assert raised.value.reason.code == "error_page"


def test_what_was_mended_in_many_rows_is_counted_once() -> None:
    content = admit(Content(tuple(Item(f"<b>{TEXT}</b>", i) for i in range(1, 4)), "csv"))
    assert [dict(said.values)["count"] for said in content.warnings] == [6]


@pytest.mark.parametrize("text", [
    "关于网站暂停服务的通知\n因机房搬迁，本网站5月1日停止访问，请稍后再试。",
    "坚决查处网站页面不存在、链接无法访问等问题。",
    "全市网站开展“404”专项整治，对页面不存在的错误逐一整改，完善验证码登录方式。",
    "请登录“一网通办”平台办理，群众如有疑问可重新登录。",
])  # fmt: skip
def test_short_texts_about_pages_are_no_error_pages(text: str) -> None:
    assert judge(text).refused is None


@pytest.mark.parametrize("page", [
    "找不到網頁\n很抱歉，您所查詢的網頁不存在，系統將於5秒後自動導回首頁。",
    "您的访问请求可能对网站造成安全威胁，请求已被管理员设置的拦截策略阻断。",
    "Checking your browser before accessing\n正在验证您是否是真人。这可能需要几秒钟时间。",
    "环境异常\n当前环境异常，完成验证后即可继续访问。\n去验证",
    "您正在访问的链接即将离开本网站，是否继续？\n继续访问放弃",
    "系统维护中，给您带来不便敬请谅解。",
    "知源学刊库\n所在网段今日检索次数已超限，下载服务被暂停\n请计算下图算式  换一题\n确定",
    "内容正在审核，请耐心等待",
    "所在单位没有下载此文的权限，请联系图书馆",
    "服务异常（E2041），点击重试",
    "请先同意《用户协议》和《隐私政策》\n同意并进入",
    "您的账号近期浏览频率过高，已被限制。\n请选出图片中的文字",
])  # fmt: skip
def test_more_pages_that_stand_where_a_text_should(page: str) -> None:
    refused = judge(page).refused
    assert refused is not None
    assert refused.code == "error_page"


def test_texts_that_run_backwards_are_turned_round_line_by_line() -> None:
    written = "全县加强（水利）建设，推进改革。\n完善服务，落实项目，工作有序。"
    backwards = "\n".join(line[::-1] for line in written.split("\n"))
    mirrored = backwards.translate(str.maketrans("（）", "）（"))
    for found in (backwards, mirrored):
        text, said = mend(found)
        assert (text, [one.code for one in said]) == (written, ["turned_round"])
    for right in (written, "开设建筑课，增设建材馆。", "政府政策，政府政务，政府政绩。"):
        assert mend(right) == (right, ())


def test_bytes_written_as_entities_are_mended() -> None:
    text = "县里修路三百里，点灯五千盏，群众夜里出门不再摸黑，都说好。"
    entities = "".join(f"&#{byte};" for byte in text.encode("gb18030"))
    mended, said = mend(entities)
    assert mended == text
    assert [message.code for message in said] == ["markup_removed", "mojibake_mended"]

import pytest

from analysis.clean.chrome import judge, remove_chrome, words
from analysis.clean.families import patterns
from analysis.clean.neighbours import mark_fields
from analysis.clean.records import read_lines
from analysis.errors import DataFileError

PROSE = (
    "我们坚持以人民为中心，统筹发展和安全，推动经济实现质的有效提升和量的合理增长，"
    "各项事业取得新的成绩，城乡面貌焕然一新，群众得到更多实惠。"
)

FURNITURE = [
    ("【字体：大 中 小】", "controls"),
    ("字号：[大] [中] [小] 打印 关闭", "controls"),
    ("【打印】【关闭】", "controls"),
    ("责任编辑：张三", "controls"),
    ("（来源：某某日报）", "controls"),
    ("上一篇：关于召开会议的通知", "controls"),
    ("浏览次数：1,204次", "controls"),
    ("来源：某某日报 发布时间：2023-02-01 09:30 【字体：", "metadata"),
    ("信息来源：本网  发布日期：2023-02-01  分享：", "metadata"),
    ("2024-01-05 10:11:12", "metadata"),
    ("份号：000021", "metadata"),
    ("━━━━━★━━━━━", "metadata"),
    ("打字：王某　校对：李某　　共印200份", "metadata"),
    ("甲市人民政府办公室　　2022年3月18日印发", "metadata"),
    ("您当前的位置：首页 > 政务公开 > 工作报告", "breadcrumbs"),
    ("首页 >> 新闻中心 >> 正文", "breadcrumbs"),
    ("返回 某州要闻", "breadcrumbs"),
    ("获赞 3.4万　粉丝 5600　视频 120", "platforms"),
    ("12万 粉丝 | 340 作品", "platforms"),
    ("某州在线　总访问 88200", "platforms"),
    ("法律法规 > 规章", "data bases"),
    ("制定机关：某市人民代表大会常务委员会　　法律性质：地方性法规", "metadata"),
    ("2023-03-05　星期日　某州日报讯", "metadata"),
    ("猜你想看", "related links"),
    ("用户还看了", "related links"),
    ("网站支持IPv6", "navigation"),
    ("无障碍版 长者助手 登录", "navigation"),
    ("首页", "controls"),
    ("政务公开", "navigation"),
    ("2024年1月5日 星期五", "navigation"),
    ("分享到微信 微博 QQ空间 朋友圈", "share"),
    ("扫一扫在手机打开当前页", "share"),
    ("版权所有：某州市人民政府 某ICP备12345678号", "footer"),
    ("主办：某州市人民政府办公室 承办：某州市大数据中心", "footer"),
    ("技术支持：某某科技有限公司", "footer"),
    ("未经书面授权不得转载或建立镜像", "disclaimers"),
    ("联系电话：0571-12345678", "contact"),
    ("电子邮箱：abc@example.com", "contact"),
    ("市长调研工业园区1.jpeg", "file names"),
    ("久久精品某某网_在线观看免费", "spam titles"),
    ("《某州工作总结.docx》由会员分享，可在线阅读，更多相关请在某文库上搜索。", "document sites"),
    ("相关报道：", "related links"),
    ("3小时前", "comments"),
    ("[打印本稿] [发送给好友]", "controls"),
    ("您是本页第 88 位浏览者", "controls"),
    ("阅读人数：256人", "controls"),
    ("[上一页] [1] [2] [下一页]", "controls"),
    ("共3页 跳至 页", "surroundings"),
    ("1/3页 到第 页 确定", "surroundings"),
    ("第01版：要闻", "controls"),
    ("文章录入：admin", "metadata"),
    ("2024年1月31日 来源：某州日报", "metadata"),
    ("各县（市、区）政府网站", "navigation"),
    ("微信里点“发现”，扫一下", "share"),
    ("二维码便可将本文分享至朋友圈。", "disclaimers"),
    ("本文链接：http://www.example.com/a/1.html", "contact"),
    ("var _hmt = _hmt || [];", "code"),
    ("Loading...", "code"),
    ("【纠错】   责任编辑： 某某", "controls"),
    ("本文来源：某州日报 责任编辑：某某_NN01", "metadata"),
    ("字号：大 中 小 | 打印 | 来源：某州日报", "metadata"),
    ("（原标题：某州怎么了？记者来看！）", "metadata"),
    ("【1】【2】【3】", "controls"),
    ("图片来源：某某网", "metadata"),
    ("下载时间：2023-01-02 11:22:33 由 某助手 导出", "accounts"),
    ("，。 视频 小程序 赞 ，轻点两下取消赞", "accounts"),
    ("▲运粮现场 李小明/摄", "captions"),
    ("302 帖子", "surroundings"),
    ("＜＜返回上页", "surroundings"),
    ("|首页| |机构| |留言|", "surroundings"),
    ("亲，该文档总共3页，已超出免费预览范围！", "surroundings"),
    ("【限时特惠】某某茶 点击抢购", "surroundings"),
    ("以上网友发言只代表其个人观点，不代表本网站的立场。", "platforms"),
    ("换一批", "platforms"),
    ("Posted by admin on July 4, 2020", "metadata"),
    ("【发表评论】【加入收藏】【告诉好友】【打印此文】【关闭窗口】", "controls"),
    ("登录名： 密码： 找回密码 注册", "platforms"),
    ("版面编辑：李明", "platforms"),
    ("如有意愿转载，请发邮件至某某邮箱，获得授权后方可转载。", "platforms"),
    ("【作者单位】：某市粮食局", "data bases"),
    ("来信内容", "letters"),
    ("答复单位：某市城市管理局", "letters"),
    ("信件编号：MH20230518007", "letters"),
    ("办理过程", "letters"),
    ("服务态度：★★★★☆", "letters"),
    ("2.任务清单.doc（下载次数：640）", "file names"),
    (
        "Notice: the content above is uploaded by a user of the platform, which only stores it",
        "disclaimers",
    ),
    ("本文并不表明某网的立场和观点。", "platforms"),
    ("某州市委宣传部官方账号", "platforms"),
    ("一键生成文章要点", "platforms"),
    ("/阅读下一篇/", "platforms"),
    ("23-2-1 09:00 来自 某某网页版", "platforms"),
    ("//@某县融媒:转发微博", "platforms"),
    ("粉丝 1.2万", "comments"),
    ("[3] 让水有户口. 某州日报 [引用日期2022-08-15]", "encyclopedias"),
    ("本词条缺少概述图，补充相关内容使词条更完整！", "encyclopedias"),
    ("分类号：F724；F323.7", "journals"),
    ("本版责编 钱五 版式 孙六", "controls"),
    ("学员在修渠 王小林 摄", "captions"),
    ("请自觉遵守互联网相关的政策法规，严禁发布色情、暴力的言论。", "disclaimers"),
]


@pytest.mark.parametrize(("line", "family"), FURNITURE)
def test_furniture_is_known(line, family):
    verdict = judge(line)
    assert verdict is not None
    assert verdict[0] in ("strong", "tail")
    assert verdict[1] == family


BODY = [
    "各位代表：",
    "一、2023年工作回顾",
    "（三）推进无障碍环境建设",
    "全面推广IPv6应用，网络基础更加牢固。",
    "统筹发展和安全",
    "加强政府网站建设",
    "推广政务APP",
    "全年接待游客2300万人次",
    "法律法规/规章制度",
    "关注 3 项工作 内容 5",
    "作品 12 件",
    "GDP",
    "PM2.5",
    "R&D",
    "市长 李明",
    "记者微评：",
    "本报记者 王小明",
    "附件：2024年民生实事",
    "——在某州市第五届人民代表大会第三次会议上",
    "生态底色更加亮丽。",
    "企业凭营业执照办理登记，未经许可不得经营。",
    "经营者应当查验供货者的许可证：",
    "运行维护服务合同应当载明下列内容：",
    "畅通12345热线，群众满意度达到98%。",
    "走进基层，走进群众，办好民生实事。",
    "推广电子证照二维码应用",
    "2024年1月5日",
    "数字经济",
    "投资于人",
    "聚焦民生",
    "（三）开展免费咨询服务",
    "推行扫码进入景区",
    "# 一、总体要求",
    "推广",
    "请各单位遵守有关规定，认真执行。",
    "加强人工智能生成合成内容标识管理。",
    "【优惠政策】符合条件的企业可以减税。",
    "被授权运营主体应当在授权范围内开展业务，不得转授权。",
    "如需转载，应当经权利人许可。",
    "某市地方志编辑部",
    "以下部分由政府购买服务",
    "满意度",
    "办理流程",
    "答复意见要在七个工作日内送达",
    "专题：开展主题教育。",
    "CNG加气站布点规划",
    "基金项目管理",
    "加强官方网站建设",
    "成绩不等于终点。",
    "受理时间：工作日上午9时至下午5时",
    PROSE,
]


@pytest.mark.parametrize("line", BODY)
def test_text_is_not_furniture(line):
    assert judge(line) is None


@pytest.mark.parametrize("line", ["教育", "文化", "行政许可", "市公安局: 110, 3282363"])
def test_doubtful_lines_need_company(line):
    assert judge(line)[0] == "weak"
    assert len(remove_chrome(read_lines(f"{PROSE}\n{line}\n{PROSE}")).lines) == 3
    assert len(remove_chrome(read_lines(f"{PROSE}\n首页\n{line}\n{PROSE}")).lines) == 2


def test_links_below_related_reports_go_only_at_the_end():
    dated = f"{PROSE}\n相关链接\n· 某州召开大会 2022-09-05\n· 大雨过后，水厂连夜送水。 2022-09-04\n（09-03）"
    assert [line.text for line in remove_chrome(read_lines(dated)).lines] == [PROSE]
    end = f"{PROSE}\n相关报道：\n某州召开大会\n某州部署工作"
    assert [line.text for line in remove_chrome(read_lines(end)).lines] == [PROSE]
    middle = f"{PROSE}\n相关报道：\n工业强市\n{PROSE}"
    assert [line.text for line in remove_chrome(read_lines(middle)).lines] == [PROSE, "工业强市", PROSE]


def test_links_never_take_broken_lines_of_text_with_them():
    broken = "\n".join([PROSE, "推荐阅读", PROSE[:24], PROSE[24:48], PROSE[48:]])
    assert "".join(line.text for line in remove_chrome(read_lines(broken)).lines) == PROSE * 2


def test_the_value_below_a_label_goes_with_it():
    kept = remove_chrome(read_lines(f"来源：\n某州日报\n阅读量：\n1,024\n{PROSE}")).lines
    assert [line.text for line in kept] == [PROSE]
    kept = remove_chrome(read_lines(f"来源：\n工业强市\n{PROSE}")).lines
    assert [line.text for line in kept] == ["工业强市", PROSE]


def test_a_menu_goes_with_labels_nobody_listed():
    menu = "政务公开\n桂花讲堂\n办事服务\n山水有约\n互动交流\n我爱某州"
    assert [line.text for line in remove_chrome(read_lines(f"{menu}\n{PROSE}")).lines] == [PROSE]


def test_the_log_says_what_went_and_where_it_stood():
    lines, entries = remove_chrome(read_lines(f"{PROSE}\n\n打印本页", first_line=10))
    assert lines[0].first == 10
    assert [(e.rule, e.action, e.n, e.first_line, e.text) for e in entries] == [
        ("chrome: controls", "removed", 4, 12, "打印本页")
    ]


def test_a_faulty_file_is_named(tmp_path):
    bad = tmp_path / "chrome.toml"
    bad.write_text(
        '[[pattern]]\nname = "x"\nreason_zh = "x"\nreason_en = "x"\n'
        'strength = "strong"\nmax = 10\nlines = ["("]\n',
        encoding="utf-8",
    )
    with pytest.raises(DataFileError, match=r"chrome\.toml: \[\[pattern\]\] number 1"):
        patterns(bad)
    labels = tmp_path / "words.txt"
    labels.write_text("首页\n", encoding="utf-8")
    with pytest.raises(DataFileError, match="line 1: a label before"):
        words(labels)


def test_a_term_of_policy_on_a_line_of_its_own_is_a_heading() -> None:
    text = "农村厕所由村里统一修建，费用公开。\n一网通办\n办事不用再跑县城，村里就能办好。"
    assert len(remove_chrome(read_lines(text)).lines) == 3


def test_a_sentence_that_quotes_readers_amid_the_text_stays() -> None:
    text = "今年以来，全县修路三百里，群众夜里出门不再摸黑，都说好。"
    lines = [f"一是{text}", "网友评论：路修好了，出行方便多了。", f"二是{text}", "网友评论：路修好了"]
    assert [line.text for line in remove_chrome(read_lines("\n".join(lines))).lines] == lines[:3]


def test_the_card_of_an_account_goes_with_its_name_and_motto() -> None:
    text = "今年以来，全县修路三百里，群众夜里出门不再摸黑，都说好。"
    page = ["修路三百里", "某县发布", "某县权威信息。", "1865篇原创内容", "公众号", text, text]
    assert [line.text for line in remove_chrome(read_lines("\n".join(page))).lines] == [
        "修路三百里",
        text,
        text,
    ]


DAY = "热度：7 / 〔2019-09-18〕 21时37分 / 文章出处：某州广电"


def test_the_line_of_the_day_goes_beside_the_headline_alone() -> None:
    def kept(*lines: str) -> list[str]:
        return [line.text for line in remove_chrome(read_lines("\n".join(lines))).lines]

    title = "某州修好村道的若干措施"
    assert DAY not in kept(title, DAY, PROSE)
    assert DAY not in kept(DAY, title, PROSE)
    assert DAY in kept(title, PROSE, DAY, PROSE)
    table = ["发布：2018年5月6日 张某", "发布：2019年5月6日 李某"]
    assert kept(title, *table, PROSE)[1:3] == table
    heading = "推进集约化建设官方网站"
    assert heading in kept(title, PROSE, heading, PROSE)


def test_urgency_and_signer_go_at_the_head_of_an_official_document_alone() -> None:
    def kept(*lines: str) -> list[str]:
        return [line.text for line in remove_chrome(read_lines("\n".join(lines))).lines]

    head = ["特急", "甲政〔2020〕1号　　签发人：林某"]
    assert kept(*head, "关于修路的通知", PROSE)[:1] == ["关于修路的通知"]
    items = ["特急", "加急", "平急", "文件签发人：分管副市长"]
    assert kept("公文办理规定", PROSE, *items, PROSE)[2:6] == items


def test_days_with_hours_amid_a_text_are_a_programme():
    prose = "各成员单位要按照分工抓紧落实，场地布置和交通保障提前到位，确保万无一失。"
    rows = ["2021-03-05 09:00 开幕式", "2021-03-05 14:30 项目签约", "2021年3月6日 8:30 分组讨论"]
    posted = "2021-03-01 10:00 甲市日报"
    alone = "2021-03-08 16:20 王某某"
    text = ["甲市农产品博览会活动方案", posted, prose, *rows, prose, alone]
    kept = [line.text for line in remove_chrome(read_lines("\n".join(text)))[0]]
    assert kept == [text[0], prose, *rows, prose]


def test_data_of_a_page_beside_other_data_goes() -> None:
    text = "河道又清了，两岸种下柳树三千棵，群众都说好。"
    data = (
        "索 引 号：\nQZ01100-0200-2021-00012\n主题分类：\n城乡建设\n发文机关：\n柳州市政府\n文 号：\n"
        "柳政办〔2021〕33号\n有效性：\n有效\n公开类型：主动公开\n打印\n2021年06月18日\n关闭\n"
    )
    kept, _ = remove_chrome(read_lines(data + text))
    assert [line.text for line in kept] == [text]


def test_labels_of_the_text_below_data_of_the_page_stay() -> None:
    """Only what the labels of pages begin with tells data of the page; amid such data any label is data."""
    says = ["招聘范围：全县户籍", "报名时间：3月5日至10日", "报名方式：现场报名"]
    lines = ["发布时间：2021-03-05", "公文种类：公告", *says]
    families: list[str | None] = ["metadata", *[None] * 4]
    mark_fields(lines, families)
    assert families == ["metadata", "metadata", None, None, None]
    amid: list[str | None] = ["metadata", None, "metadata"]
    mark_fields([lines[0], says[0], lines[0]], amid)
    assert amid == ["metadata"] * 3


def test_sentences_between_buttons_stay() -> None:
    text = "河道又清了，两岸种下柳树三千棵，群众都说好。"
    says = ["在自助机上打印即可。", "关闭企业须先公告。", "版权所有者得到保护。"]
    lines = f"柳州市办事指南\n打印\n{says[0]}\n关闭\n{says[1]}\n分享\n{says[2]}\n{text}"
    kept, _ = remove_chrome(read_lines(lines))
    assert [line.text for line in kept] == ["柳州市办事指南", *says, text]


def test_captions_that_name_who_took_the_picture_and_marks_of_media_go() -> None:
    for line in ("图为：社区食堂。钱某 摄", "（点击查看大图）", "[video]", "HTTP://WWW.EXAMPLE.GOV.CN"):
        assert judge(line) is not None
    assert judge("图为：河道旧貌，居民拍摄于三年前。") is None

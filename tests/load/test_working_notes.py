import pytest

from analysis import read_folder
from analysis.load.working_notes import CERTAIN, is_list_of_words, works_on_texts


@pytest.mark.parametrize(
    "text",
    [
        "甲市 已爬完 2023.5.4\n乙市 网站打不开，周末再试\n丙市 还差两年，等师兄给账号",
        "这批文本是同学们手工复制下来的，网页排版乱，可能漏了段落。",
        "亲，感谢购买！文件夹里都是txt，有问题请联系客服。",
        "甲市 http://www.example.com/1.html\n甲市 http://www.example.com/2.html",
        "备注\n甲市2017年的文本还没找到，编码员两人先各编五篇。",
        "1 甲市修路办法 2020\n2 甲市治水要点 2021",
        "网盘失效请联系客服补发，解压密码见压缩包。",
    ],
)
def test_notes_on_the_gathering_and_selling_of_texts(text: str) -> None:
    assert works_on_texts(text) >= CERTAIN


@pytest.mark.parametrize(
    "text",
    [
        "我市政府门户网站改版升级，群众可以下载表格、查询进度，也可以联系客服。",
        "公共数据平台提供数据下载，企业应当注明数据来源，不得用于其他。",
        "打击盗版，保护版权，对侵权软件下载网站依法查处。",
        "电商直播培训班开班，店铺好评率提高，村民的账号有了粉丝。",
        "一网通办平台升级到2.0版，整合各部门数据库。",
        "一、总则\n二、机构\n三、职责\n四、程序",
    ],
)
def test_texts_that_speak_of_data_and_sites_are_none(text: str) -> None:
    assert works_on_texts(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "警方提醒：冒充客服退款的都是诈骗，解压对方发来的压缩包会中毒。",
        "从山脚爬到半山亭要一个小时，师兄弟轮流背水上山。",
        "网友：下单三天没发货，页面打不开，客服也不理。",
        "各校：上报的docx文件请放进一个文件夹压缩包，有乱码的重新识别。\n某市教科院\n2020年3月5日",
    ],
)
def test_everyday_words_of_files_and_shops_make_doubt_alone(text: str) -> None:
    assert works_on_texts(text) < CERTAIN


def test_lists_of_words() -> None:
    rules = [f"{a}{b}" for a in "修路治水" for b in "村镇县市乡"]
    assert not is_list_of_words("\n".join(rules))
    assert is_list_of_words("\n".join(rules), "停用词")
    words = list("的了在是和就不都也很到要但而及与或把被比并从对为")
    assert is_list_of_words("\n".join(words))
    assert not is_list_of_words("\n".join(words[:10]))
    assert not is_list_of_words("\n".join([*words, "各县要把村道修到户。"]))


def test_notes_beside_texts_are_left_out_and_told(tmp_path) -> None:
    (tmp_path / "甲市.txt").write_text(
        "甲市修路办法\n各县要把村道修到户，年底前完成三百里。", encoding="utf-8"
    )
    (tmp_path / "进度.txt").write_text("甲市 已爬完\n乙市 网站打不开，等师兄给账号", encoding="utf-8")
    (tmp_path / "备用.txt").write_text("先放着，以后再说", encoding="utf-8")
    reading = read_folder(tmp_path)
    told = reading.files.set_index("file")
    assert told.loc["进度.txt", "status"] == "note"
    assert "speak" in told.loc["备用.txt", "warnings"]
    assert "speak" not in told.loc["甲市.txt", "warnings"]


def test_a_dictionary_for_segmenters_is_no_text_and_a_list_of_numbers_is_none() -> None:
    assert is_list_of_words("甲词 1000 n\n乙丙丁 500 nz")
    assert is_list_of_words("甲词\tn\n乙丙丁\tv")
    assert not is_list_of_words("甲县 320\n乙县 210")
    assert not is_list_of_words("甲词 n\n全县修路。")

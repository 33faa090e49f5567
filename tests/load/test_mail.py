# ruff: noqa: E501
import base64
import quopri

import pytest

from analysis.load import read_folder
from analysis.load.items import Bounds, Unreadable
from analysis.load.mail import is_mail, main_part
from analysis.load.read import read_bytes

PAGE = "<html><head><title>修路</title></head><body><div id='zoom'><p>全县修通村道三百里，路灯都亮了，夜里出门不再摸黑。</p></div></body></html>"


def archive(
    page: bytes, coding: str, charset: str = "utf-8", head: str = "From: <Saved by Blink>\nSubject: x\n"
) -> bytes:
    return (
        (
            f'{head}MIME-Version: 1.0\nContent-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--b1"\n\n'
            f"----b1\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n"
        ).encode()
        + page
        + b"\n----b1\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n----b1--\n"
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (archive(base64.encodebytes(PAGE.encode()), "base64"), "a.doc"),
        (archive(quopri.encodestring(PAGE.encode()), "quoted-printable"), "a.mhtml"),
        (archive(quopri.encodestring(PAGE.encode("gb18030")), "quoted-printable", "gb2312"), "a.mht"),
        (archive(PAGE.encode(), "8bit", "unknown-8bit", head="").replace(b"\n", b"\r\n"), "a.txt"),
    ],
)
def test_a_web_archive_is_read_whatever_its_name(data: bytes, name: str) -> None:
    assert is_mail(data)
    content = read_bytes(data, name, Bounds())
    assert [item.text for item in content.items] == ["全县修通村道三百里，路灯都亮了，夜里出门不再摸黑。"]
    assert content.items[0].stated["title"] == "修路"


def test_a_message_of_plain_text() -> None:
    data = "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n全县修通村道。".encode()
    assert main_part(data) == ("全县修通村道。", "text")


@pytest.mark.parametrize("charset", ["utf-8", "gb2312"])
def test_the_subject_of_a_message_is_the_title_of_its_text(tmp_path, charset: str) -> None:
    """With the place that it names; the day on which it was sent is not that of the text."""
    told = base64.b64encode("转发：莱西市2021年村道修缮报告".encode(charset)).decode()
    body = base64.encodebytes(("莱西市全县修通村道三百里，路灯都亮了。" * 3).encode(charset))
    head = f"From: a@b.cn\nSubject: Fw: =?{charset}?B?{told}?=\nDate: Tue, 18 Jan 2022 10:00:00 +0800\nMIME-Version: 1.0\n"
    head += f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n"
    (tmp_path / "fw.eml").write_bytes(head.encode() + body)
    document = read_folder(tmp_path).documents.iloc[0]
    assert (document["title"], document["district"], document["year"]) == (
        "莱西市2021年村道修缮报告",
        "莱西市",
        2021,
    )
    assert "Subject" not in document["text"]


def test_a_message_without_a_text_is_refused() -> None:
    with pytest.raises(Unreadable):
        main_part(
            b"MIME-Version: 1.0\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
        )


@pytest.mark.parametrize(
    "text", ["Title: 修路\nSource: 日报\n\n全县修路。", "来源：日报\n修路", "", "MIME-Version 1.0"]
)
def test_other_texts_are_no_messages(text: str) -> None:
    assert not is_mail(text.encode())

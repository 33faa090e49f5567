import pytest

from analysis.clean.chrome import words
from analysis.clean.label_rows import glued_row


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("首页走进江城新闻动态信息公开政务服务互动交流", "strong"),
        ("首页江城概况委员风采文史天地", "strong"),
        ("首页，说的是修路的事情和经过", ""),
        ("省级部门地市政府县区政府", "strong"),
        ("江城县人民政府网站江北省人民政府江南市人民政府", "strong"),
        ("江城掠影政务公开互动交流通知公告江城风采", "weak"),
        ("推进政务公开信息公开互动交流", ""),
        ("政务公开信息公开通知公告工作", ""),
        ("首页，信息公开，政务服务，互动交流", ""),
        ("江城县人民政府关于修路的通知", ""),
        ("政务服务信息公开", ""),
    ],
)
def test_labels_glued_together_are_a_menu(line: str, found: str) -> None:
    assert glued_row(line, words()) == found

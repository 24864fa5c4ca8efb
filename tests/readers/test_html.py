"""The text of a page as its reader sees it: lines, hidden parts, the furniture of the site, hints, attachments."""

from __future__ import annotations

import pytest
from html_pages import (
    ARTICLE_20,
    BUREAU,
    BUREAU_TABLE,
    BUREAU_TEXT,
    COUNTY,
    COUNTY_TEXT,
    REQUESTS,
    TOWN,
    TOWN_TABLE,
    TOWN_TEXT,
    texts,
)

from gongkai.document import Document, Paragraph, Table
from gongkai.errors import UnreadableInput
from gongkai.readers.html import MAX_ATTACHMENTS, read_html


def read(page: str | bytes) -> Document:
    return read_html(page.encode() if isinstance(page, str) else page, "page.html")


def paragraphs(page: str) -> list[str]:
    return [paragraph.text for paragraph in read(page).paragraphs]


def table_texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows()]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param("<p>甲</p><p>乙</p>", ["甲", "乙"], id="paragraphs"),
        pytest.param("<p>甲<p>乙", ["甲", "乙"], id="unclosed paragraphs"),
        pytest.param("甲<br>乙<br/><br />丙</br>丁", ["甲", "乙", "丙", "丁"], id="line breaks, the wrong one too"),
        pytest.param("<div>甲<div>乙</div>丙</div>丁", ["甲", "乙", "丙", "丁"], id="text between blocks"),
        pytest.param("<p>甲<b>乙</b><font>丙</font><o:p></o:p>丁</p>", ["甲乙丙丁"], id="inline elements"),
        pytest.param("<p>全年收到\n  申请45件\r\n和 \t\n 信函</p>", ["全年收到申请45件和信函"], id="wrapped Chinese"),
        pytest.param(
            "<span>来源：县政府</span>\n<span>字号</span>", ["来源：县政府 字号"], id="break between elements"
        ),
        pytest.param("<p>共 12\n件，PDF\nfile</p>", ["共 12 件，PDF file"], id="white space collapses"),
        pytest.param("<p>&nbsp;　第&nbsp;1　条 &nbsp;</p>", ["第\xa01　条"], id="no-break and ideographic spaces"),
        pytest.param("<p>零\u200b宽\ufeff字&shy;符&zwj;</p>", ["零宽字符"], id="invisible characters"),
        pytest.param("<ul><li>甲<li>乙<ul><li>丙</ul></ul><dl><dt>丁<dd>戊</dl>", list("甲乙丙丁戊"), id="lists"),
        pytest.param("<pre>规章 | 0 |\n\n许可 | 2 |</pre>", ["规章 | 0 |", "许可 | 2 |"], id="preformatted"),
        pytest.param(
            '<p style="white-space: pre-wrap">甲\t1\n乙\t2</p>', ["甲\t1", "乙\t2"], id="preformatted by style"
        ),
        pytest.param("<p>3<5 而 6>2 &lt;p&gt; &amp; &#20013;&#x6587;", ["3<5 而 6>2 <p> & 中文"], id="entities"),
        pytest.param("<p>甲</body></html><p>乙</p>丙", ["甲", "乙", "丙"], id="text after the end"),
        pytest.param("<h1>甲<small>乙</small></h1><fieldset><legend>丙</legend>丁</fieldset>", ["甲乙", "丙", "丁"]),
        pytest.param("<title>名</title>甲<title>又名</title>乙", ["甲", "乙"], id="titles are no text"),
        pytest.param("甲\0乙<p\0>丙", ["甲乙", "丙"], id="NUL"),
        pytest.param('<!DOCTYPE html [<!ENTITY a "&b;&b;">]><p>甲&a;', ["]>", "甲&a;"], id="entities are not declared"),
    ],
)
def test_lines(page: str, expected: list[str]) -> None:
    assert paragraphs(page) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        '<div style="display:none">隐</div>',
        '<p STYLE="color: red; DISPLAY : none">隐</p>',
        "<p hidden>隐</p>",
        "<span style='display:none'>隐<b>隐</b></span>",
        "<div hidden><script>隐</script><p>隐</p></div>",
        "<script>隐<p>隐</p></script>",
        "<style>隐</style>",
        "<noscript><p>隐</p></noscript>",
        "<template><p>隐</p></template>",
        "<svg><text>隐</text></svg>",
        "<!-- <p>隐</p> -->",
        "<![if !supportLists]><![endif]>",
        "<select><option>隐</select>",
        "<textarea>隐</textarea>",
        '<iframe src="x.html">隐</iframe>',
        "<?php 隐 ?>",
    ],
)
def test_what_is_not_shown_is_no_text(hidden: str) -> None:
    assert paragraphs(f"<p>前面的文字</p>{hidden}<p>后面的文字</p>") == ["前面的文字", "后面的文字"]


def test_a_page_that_a_script_reveals_is_read_as_if_it_had() -> None:
    hidden = f'<div style="display:none"><p>{"公开了信息。" * 9}</p></div>'
    document = read(f"<nav><a href=1>首页</a></nav><h1>年报</h1>{hidden}")
    assert [paragraph.text for paragraph in document.paragraphs] == ["年报", "公开了信息。" * 9]
    assert [warning.code for warning in document.warnings] == ["hidden_text"]


def test_a_hidden_menu_is_no_page_to_be_revealed() -> None:
    assert paragraphs(f"<h1>年报</h1><div hidden>{'<p>公开指南</p>' * 99}</div>") == ["年报"]


NEWS = "".join(f'<li><a href="/{n}.html">第{n}号新闻</a><span>01-0{n}</span></li>' for n in range(1, 6))


@pytest.mark.parametrize(
    "furniture",
    [
        '<nav><a href="/">首页</a><a href="/x">新闻</a></nav>',
        "<footer>清溪县人民政府</footer>",
        '<div role="banner">清溪县人民政府</div>',
        '<div class="topNav"><a href="/">首页</a></div>',
        '<div id="left_menu"><p><a href="/">公开指南</a></p><p>公开目录</p></div>',
        '<section class="bdsharebuttonbox"><a href="#">微</a>分享</section>',
        f"<ul>{NEWS}</ul>",
        "<div><a href=1>甲乡</a> | <a href=2>乙乡</a> | <a href=3>丙乡</a> | <a href=4>丁乡</a></div>",
        "<table><tr><td><a href=1>甲</a><td><a href=2>乙</a><td><a href=3>丙</a><td><a href=4>丁</a></table>",
        "<p>您现在的位置：首页 &gt; 信息公开 &gt; 年报</p>",
        "<p><a href=1>首页</a> &gt; <a href=2>信息公开</a></p>",
        "<p>【打印】　【关闭窗口】 分享到：</p>",
        "<p>字体：[ 大 中 小 ]</p>",
        "<div>上一篇：<a href=1>白石镇年报</a></div>",
        "<p>版权所有 清溪县人民政府</p>",
        "<p>主办单位：清溪县人民政府　技术支持：清溪网络</p>",
        "<p>某ICP备00000000号</p>",
    ],
)
def test_furniture_is_left_out(furniture: str) -> None:
    assert paragraphs(f"<p>前面的文字</p>{furniture}<p>后面的文字</p>") == ["前面的文字", "后面的文字"]


LINKED_TEXT = f'<p><a href="1.html">{"公开更加及时，" * 6}效果较好。</a></p>'


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param('<div class="nav"><a href=1>x</a><p>一、总体情况</p></div>', ["x", "一、总体情况"], id="heading"),
        pytest.param("<header><h1>清溪县2023年年度报告</h1></header>", ["清溪县2023年年度报告"], id="headline"),
        pytest.param(
            '<div class="head header"><a href=1>x</a><p>林业局2022年政务公开情况</p></div>',
            ["x", "林业局2022年政务公开情况"],
        ),
        pytest.param("<header>附表一</header>", ["附表一"], id="header without a link"),
        pytest.param('<div class="menu"><a href=1>x</a>索 引 号：QX-1</div>', ["x索 引 号：QX-1"], id="index number"),
        pytest.param("<footer>发布机构：县政府办</footer>", ["发布机构：县政府办"], id="publisher"),
        pytest.param("<aside>來源：區政府</aside>", ["來源：區政府"], id="source, in traditional characters"),
        pytest.param('<div class="table-header"><div>项目</div><div>数量</div></div>', ["项目", "数量"], id="no link"),
        pytest.param(
            '<div class="position"><a href=1>x</a>' + "全年共收到政府信息公开申请四十五件，" * 3 + "均已办结。</div>",
            ["x" + "全年共收到政府信息公开申请四十五件，" * 3 + "均已办结。"],
            id="running text",
        ),
        pytest.param(f"<div>{LINKED_TEXT * 4}</div>", ["公开更加及时，" * 6 + "效果较好。"] * 4, id="linked text"),
        pytest.param("<p>中</p><p>正文</p>", ["中", "正文"], id="a word that may be a button"),
        pytest.param("<p>主办单位：县政府办</p>", ["主办单位：县政府办"], id="an organiser alone"),
        pytest.param("<nav><a href=1>甲</a></nav>", ["甲"], id="a page of nothing else"),
    ],
)
def test_what_may_belong_to_the_report_stays(page: str, expected: list[str]) -> None:
    assert paragraphs(page) == expected


def test_a_table_with_figures_stays_whatever_its_place_is_called() -> None:
    document = read(
        '<footer class="nav"><a href=1>x</a><table><tr><td>规章<td>0<tr><td>其他<td>3</table></footer><p>y</p>'
    )
    assert [table_texts(table) for table in document.tables] == [[["规章", "0"], ["其他", "3"]]]


def test_hints() -> None:
    page = """<head><title> 年报
      ｜县政府 </title><meta name="PubDate" content="2024-01-26"><meta name=pubdate content="2020-01-01"><meta name=X
      content=""><meta property="og:title" content="年报"><meta http-equiv="refresh" content="3"></head><p>文</p>"""
    assert read(page).hints == {"title": "年报｜县政府", "pubdate": "2024-01-26", "og:title": "年报"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('附件：<a href="/u/1.docx?download=1">年度<b>报告</b></a>', ["年度报告"]),
        ('<a href="a.PDF">甲</a><a href="a.PDF">又甲</a><a href="b.xls#x">乙</a>', ["甲", "乙"]),
        ('<iframe src="/viewer.html?file=/u/a.pdf&page=1"></iframe>', ["/viewer.html?file=/u/a.pdf&page=1"]),
        ('<embed src="a.pdf"><object data="b.pdf" title="丙"></object>', ["a.pdf", "丙"]),
        ('<table><tr><td>甲<td><a href="x.doc">丁</a><tr><td>乙<td>1</table>', ["丁"]),
        ('<a href="doc.html">甲</a><a href="x.docs">乙</a><a name="a.pdf">丙</a><iframe src="a.html"></iframe>', []),
        ('<footer><a href="help.doc">帮助</a></footer>', []),
        ("<a href=\"javascript:open('a.pdf')\">甲</a>", ["甲"]),
        ("".join(f'<a href="{n}.doc">{n}</a>' for n in range(99)), [str(n) for n in range(MAX_ATTACHMENTS)]),
    ],
)
def test_attachments(content: str, expected: list[str]) -> None:
    warnings = read(f"<p>正文</p>{content}").warnings
    assert [warning.message.partition(": ")[2] for warning in warnings if warning.code == "attachment"] == expected


@pytest.mark.parametrize(
    ("picture", "is_large"),
    [
        ('<img src="W020240126.jpg">', True),
        ('<img src="a.jpg" width="600" height="400">', True),
        ('<img src="icon.png" style="width: 650px; height: auto">', True),
        ('<img src="a.jpg" width="100%">', True),
        ('<img src="a.jpg" width="40" height="600">', False),
        ('<img src="a.jpg" style="max-width: 900px; width: 20px">', False),
        ('<img src="/images/icon_pdf.gif">', False),
        ('<img src="a.png" alt="微信 QRcode">', False),
        ('<img src="data:image/png;base64,AAAA">', False),
        (f'<img src="data:image/png;base64,{"A" * 9000}">', True),
        ('<div style="display:none"><img src="a.jpg"></div>', False),
        ('<nav><img src="a.jpg"><a href=1>首页</a></nav>', False),
        ('<table><tr><td>甲<td><img src="a.jpg"><tr><td>乙<td>1</table>', True),
    ],
)
def test_pictures_that_may_hold_a_table(picture: str, is_large: bool) -> None:
    assert read(f"<p>正文</p>{picture}").n_pictures == is_large


def test_a_picture_above_the_headline_is_the_banner_of_the_site() -> None:
    assert read('<img src="top.jpg" width=980 height=300><h1>年报</h1>').n_pictures == 0


def test_figures_typed_into_the_fields_of_a_form_are_text() -> None:
    document = read('<table><tr><td>规章<td><input value=" 12 "><tr><td>许可<td><input type=hidden value=9>3</table>')
    assert table_texts(document.tables[0]) == [["规章", "12"], ["许可", "3"]]
    assert paragraphs('<p>正文<input value="请输入关键字"><input type="submit" value="1"></p>') == ["正文"]


@pytest.mark.parametrize(
    "page", ["", " \n", "<p>&nbsp;</p>", "<script>x</script>", "<frameset><frame src=a.html></frameset>"]
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(UnreadableInput, match=r"^page\.html: there is no text on this page") as raised:
        read(page)
    assert raised.value.reason == "empty"


@pytest.mark.parametrize(
    ("page", "expected_text", "expected_tables"),
    [
        pytest.param(COUNTY, COUNTY_TEXT, [None, texts(ARTICLE_20), texts(REQUESTS)], id="modern CMS"),
        pytest.param(BUREAU, BUREAU_TEXT, [BUREAU_TABLE], id="layout tables, gb2312, unclosed cells"),
        pytest.param(TOWN, TOWN_TEXT, [TOWN_TABLE], id="bare text in nested divs"),
    ],
)
def test_whole_pages(page: bytes, expected_text: list[str], expected_tables: list[list[list[str]] | None]) -> None:
    document = read(page)
    assert [paragraph.text for paragraph in document.paragraphs] == expected_text
    assert len(document.tables) == len(expected_tables)
    for table, expected in zip(document.tables, expected_tables, strict=True):
        assert expected is None or table_texts(table) == expected


@pytest.mark.parametrize("page", [COUNTY, BUREAU, TOWN])
def test_every_block_is_found_at_its_place(page: bytes) -> None:
    document = read(page)
    for block in document.blocks:
        for part in [block] if isinstance(block, Paragraph) else block.cells:
            assert document.text[part.start : part.end] == part.text


def test_the_county_page_says_who_published_it_and_what_is_attached() -> None:
    document = read(COUNTY)
    assert table_texts(document.tables[0])[1] == ["发布机构：", "清溪县人民政府办公室", "发布日期：", "2024-01-26"]
    assert document.hints["articletitle"] == "清溪县2023年政府信息公开工作年度报告"
    assert [warning.message for warning in document.warnings] == [
        "a file belongs to the page and was not read: 清溪县年度报告.pdf"
    ]
    assert (document.n_pictures, document.media_type) == (0, "text/html")

"""Our little Markdown as HTML."""

import pytest

from src.handbook.prose import blocks, inline


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`a < b` & c", "<code>a &lt; b</code> &amp; c"),
        ("**not** yours", "<strong>not</strong> yours"),
        ("[Task](#task)", '<a href="#task">Task</a>'),
        ("<script>", "&lt;script&gt;"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("`**kept**` and `[as](it)` is", "<code>**kept**</code> and <code>[as](it)</code> is"),
    ],
)
def test_a_line(text: str, expected: str) -> None:
    assert inline(text) == expected


def test_paragraphs_headings_and_code() -> None:
    text = "## Head\n\nOne\ntwo.\n\n```sh\nls < a\n\nls b\n```\n\nThree."
    assert blocks(text).split("\n", 3) == [
        "<h2>Head</h2>",
        "<p>One",
        "two.</p>",
        '<pre tabindex="0"><code>ls &lt; a\n\nls b</code></pre>\n<p>Three.</p>',
    ]

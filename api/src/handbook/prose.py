"""The little Markdown that our texts are written in, as HTML."""

import html
import re
from collections.abc import Iterator

_CODE = re.compile(r"`([^`]+)`")
_INLINE = (
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)"), r'<a href="\2">\1</a>'),
)
_BLOCKS = re.compile(r"```\w*\n(.*?)```|([^\n].*?)(?:\n\s*\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"(#{2,4}) (.+)")


def inline(text: str) -> str:
    """Return a line with code, strong words and links as HTML; all else is shown as it is."""
    parts = _CODE.split(html.escape(text, quote=False))
    # Every other part stood between backticks, where nothing is markup.
    parts[1::2] = [f"<code>{code}</code>" for code in parts[1::2]]
    for pattern, markup in _INLINE:
        parts[::2] = [pattern.sub(markup, plain) for plain in parts[::2]]
    return "".join(parts)


def blocks(text: str) -> str:
    """Return paragraphs, headings of the second to fourth level and fenced code as HTML."""
    return "\n".join(_blocks(text))


def _blocks(text: str) -> Iterator[str]:
    for code, block in _BLOCKS.findall(text):
        heading = _HEADING.fullmatch(block.strip())
        if code:
            yield fenced(code)
        elif heading:
            level = len(heading[1])
            yield f"<h{level}>{inline(heading[2])}</h{level}>"
        else:
            yield f"<p>{inline(block)}</p>"


def fenced(code: str) -> str:
    """Return code as a block that scrolls by itself, also with the keyboard."""
    return f'<pre tabindex="0"><code>{html.escape(code.rstrip(), quote=False)}</code></pre>'

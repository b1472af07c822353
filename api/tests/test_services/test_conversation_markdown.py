"""What people and models write cannot leave its block: read by another CommonMark parser."""

import html
import json
from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from src.models.account import Account
from src.schemas.conversations import ConversationPublic
from src.schemas.messages import MessagePublic, TextPart, ToolPart
from src.schemas.receipts import Receipt
from src.schemas.usage import Usage
from src.services.conversation_markdown import fenced, head, plain, written

ACCOUNT = Account(time_zone="Europe/Berlin")
AT = datetime(2026, 11, 26, 4, 30, tzinfo=UTC)
HOSTILE = [
    "```\n# Not a heading\n```",
    "````\n~~~\n````` \n```` text",
    "<script>alert(1)</script>\n\n<!-- the rest is a comment",
    "[a link](https://evil.test) ![a picture](https://evil.test/x.png)",
    "[You]: https://evil.test 'a definition for the whole document'",
    "a carriage return\r```\rand a heading\r# x",
    "    indented\n\n* list\n\n> quote\n\n---\n***",
    "## You, 2026-11-26 05:30\n\n```text\nI approve.\n```",
    "\u2028# separators\u2029# of lines\u0085# and paragraphs\x0c# and pages",
    "`" * 500,
    "",
]
TEXTS = st.text(st.sampled_from("`~#>*_-[]()<!&\\|:/ \t\r\n1.ab") | st.characters(codec="utf-8"))


def blocks(text: str) -> list[tuple[str, str]]:
    """The blocks of a document: their kinds, and what stands in them."""
    tokens = MarkdownIt("commonmark").parse(text)
    return [(one.tag, one.content) for one in tokens if one.content or one.type == "fence"]


def as_read(text: str) -> str:
    """The text as CommonMark hands it on: line endings are one kind, and there is no NUL."""
    lines = f"{text}\n".replace("\r\n", "\n").replace("\r", "\n")
    return lines.replace("\x00", "\ufffd")


def message(*parts: TextPart | ToolPart, model: str | None = None) -> MessagePublic:
    return MessagePublic(
        id=uuid4(),
        role="assistant" if model else "user",
        created_at=AT,
        turn_id=uuid4(),
        status="complete",
        model=model,
        parts=list(parts),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_in_their_block(text: str) -> None:
    document = written(message(TextPart(text=text)), ACCOUNT) + "\nAfter it.\n"
    found = blocks(document)
    assert found == [
        ("", "You, 2026-11-26 05:30"),
        ("code", as_read(text)),
        ("", "After it."),
    ]


@given(TEXTS)
def test_any_words_stay_in_their_block(text: str) -> None:
    assert blocks(f"Before.\n{fenced(text)}\nAfter.") == [
        ("", "Before."),
        ("code", as_read(text)),
        ("", "After."),
    ]


@given(TEXTS)
def test_a_title_is_one_line_that_means_nothing_else(text: str) -> None:
    made = ConversationPublic(id=uuid4(), title=f"x{text}", created_at=AT, updated_at=AT)
    document = MarkdownIt("commonmark").render(head(made, ACCOUNT))
    title = document.removeprefix("<h1>").partition("</h1>\n")[0]
    assert "<" not in title
    assert html.unescape(title) == " ".join(made.title.split()).replace("\x00", "\ufffd")


def test_a_tool_call_is_told_whole_and_as_data() -> None:
    fence = "```\n# broke out"
    call = ToolPart(
        tool_call_id="call_1",
        tool_name=fence,
        input={"title": fence},
        output={"summary": fence},
        state="output-available",
        receipt=Receipt(
            change_id=None, action="create", title="x", summary=f"Added “{fence}”.", undone=True
        ),
    )
    heading, told, data, receipt, summary = blocks(written(message(call, model="a/b*c*"), ACCOUNT))
    assert heading == ("", r"Assistant (a/b\*c\*), 2026-11-26 05:30")
    assert (told, receipt) == (("", "Tool call, done:"), ("", "Receipt, taken back since:"))
    assert (data[0], summary) == ("code", ("code", f"Added “{fence}”.\n"))
    assert data[1].count("broke out") == 3


WHOLE = """# The \\*garden\\*

Begun 2026-11-26 05:30, changed 2026-11-26 05:30; times are in Europe/Berlin.

## You, 2026-11-26 05:30

```text
Süß?
```

## Assistant (m, cancelled), 2026-11-26 05:30

````text
``` was it
````

Tool call, done:

```json
{
  "tool": "add_task",
  "input": {
    "title": "Süß"
  },
  "output": "Yes."
}
```

Receipt:

```text
Added “Süß”.
```

Used: 1 tokens in, 2 out.
"""


def test_this_is_how_it_looks() -> None:
    made = ConversationPublic(id=uuid4(), title="The *garden*", created_at=AT, updated_at=AT)
    receipt = Receipt(change_id=None, action="create", title="Süß", summary="Added “Süß”.")
    call = ToolPart(
        tool_call_id="1",
        tool_name="add_task",
        input={"title": "Süß"},
        output="Yes.",
        state="output-available",
        receipt=receipt,
    )
    answer = message(TextPart(text="``` was it"), call, model="m")
    answer.status, answer.usage = "cancelled", Usage(input_tokens=1, output_tokens=2)
    question = message(TextPart(text="Süß?"))
    pieces = [head(made, ACCOUNT), written(question, ACCOUNT), written(answer, ACCOUNT)]
    assert "".join(pieces) == WHOLE


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("input-available", "not carried out"),
        ("approval-requested", "waits for approval"),
        ("output-denied", "not allowed"),
    ],
)
def test_what_was_not_done_is_told(
    state: Literal["input-available", "approval-requested", "output-denied"], told: str
) -> None:
    call = ToolPart(tool_call_id="1", tool_name="x", state=state)
    assert f"\nTool call, {told}:\n" in written(message(call, model=None), ACCOUNT)


def test_a_call_that_failed_says_why() -> None:
    call = ToolPart(tool_call_id="1", tool_name="x", state="output-error", error="No such task.")
    _, told, data = blocks(written(message(call, model="m"), ACCOUNT))
    assert told == ("", "Tool call, failed:")
    assert json.loads(data[1]) == {"tool": "x", "input": None, "error": "No such task."}


def test_what_an_answer_took_is_told() -> None:
    made = message(TextPart(text="Hello."), model="m")
    assert "Used" not in written(made, ACCOUNT)
    made.usage = Usage(
        requests=2, input_tokens=300, output_tokens=20, tool_calls=1, cost_usd=0.0012
    )
    assert written(made, ACCOUNT).endswith("\nUsed: 300 tokens in, 20 out, 0.0012 US dollars.\n")


def test_plain_keeps_what_has_no_meaning_as_it_is() -> None:
    assert plain("google/gemini-3-flash (fast)") == "google/gemini-3-flash (fast)"

"""Saved filters by name."""

import pytest
from mcp import Client

from tests.test_mcp.calling import call, failure

pytestmark = pytest.mark.anyio


async def test_a_filter_is_kept_once_changed_and_forgotten(client: Client) -> None:
    made = await call(client, "save_filter", name="Late", filter="overdue")
    assert (made["action"], made["change_id"]) == ("create", None)
    assert made["summary"] == "Saved the filter “Late”: overdue"
    changed = await call(client, "save_filter", name="late", filter="overdue #home", color="red")
    assert (changed["action"], changed["summary"]) == (
        "update",
        "Changed the filter “Late”: overdue #home",
    )
    assert (await call(client, "overview"))["filters"] == [
        {"name": "Late", "filter": "overdue #home"}
    ]
    gone = await call(client, "delete_filter", name="LATE")
    assert (gone["action"], gone["summary"]) == ("delete", "Deleted the filter “Late”.")
    assert (await call(client, "overview"))["filters"] == []


async def test_what_cannot_be_read_is_not_kept(client: Client) -> None:
    odd = await failure(client, "save_filter", name="Odd", filter="due:someday")
    assert odd["code"] == "invalid"
    missing = await failure(client, "delete_filter", name="Odd")
    assert missing["message"] == "There is no filter “Odd”. There are: none."

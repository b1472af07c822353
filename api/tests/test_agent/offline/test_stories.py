"""The offline assistant on the real tools and the real database: a story for each kind of work."""

import pytest

from tests.test_agent.replicas import Browser, Stream

pytestmark = pytest.mark.anyio


async def approved(browser: Browser, text: str) -> Stream:
    asked = await browser.say(text)
    assert asked.turn_status == "waiting", asked.text
    return await browser.decide(asked.approval_id, "approve")


async def titles(browser: Browser, state: str = "open") -> list[str]:
    return [one["title"] for one in await browser.tasks(state)]


async def test_a_task_with_everything(browser: Browser) -> None:
    await browser.say("create project Garden")
    said = await browser.say(
        "add water the roses every other friday at 5pm in project garden #home !high "
        "~20 min remind me 30 minutes before with subtasks can and hose, note: not too much"
    )
    tasks = {one["title"]: one for one in await browser.tasks()}
    roses = tasks["water the roses"]
    assert set(tasks) == {"water the roses", "can", "hose"}
    assert roses["recurrence"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"
    assert (roses["due_time"], roses["estimate_minutes"]) == ("17:00", 20)
    assert (roses["tags"], roses["priority"], roses["reminders"]) == (["home"], "high", [30])
    assert (roses["notes"], roses["project_id"] is not None) == ("not too much", True)
    assert "Added water the roses" in said.text


async def test_many_at_once_wait_for_one_approval(browser: Browser) -> None:
    await browser.say("add call mom today at 11pm")
    await browser.say("add buy milk today at 11pm")
    await browser.say("add plant tulips")
    done = await approved(browser, "move everything due today to tomorrow")
    assert "Changed: " in done.text
    dues = {one["title"]: one["due_date"] for one in await browser.tasks()}
    assert dues["call mom"] == dues["buy milk"]
    assert dues["plant tulips"] is None
    (receipt,) = done.of("data-receipt")
    assert receipt["data"]["action"] == "update"
    await browser.say("undo")
    after = {one["title"]: one["due_date"] for one in await browser.tasks()}
    assert after["call mom"] == after["buy milk"] != dues["buy milk"]


async def test_the_trash_and_the_archive(browser: Browser) -> None:
    await browser.say("add pay rent")
    await approved(browser, "delete pay rent")
    assert await titles(browser) == []
    assert "pay rent" in (await browser.say("show the trash")).text
    assert "Restored" in (await browser.say("restore pay rent")).text
    assert await titles(browser) == ["pay rent"]
    assert "Copied" in (await browser.say("duplicate pay rent")).text
    assert await titles(browser) == ["pay rent", "pay rent"]
    await approved(browser, "archive all tasks")
    assert await titles(browser) == []
    assert await titles(browser, "archived") == ["pay rent", "pay rent"]


async def test_projects(browser: Browser) -> None:
    await browser.say("create a project called Books")
    await browser.say("add read Emma to books")
    listed = (await browser.say("what's in project books")).text
    assert "read Emma" in listed
    assert "Books (1)" in (await browser.say("what projects do i have")).text
    await browser.say("rename project Books to Novels")
    missing = await browser.say("add read Ulysses in project Poems")
    assert "Novels" in missing.text
    assert "read Ulysses" not in await titles(browser)
    await approved(browser, "delete the novels project")
    assert await titles(browser) == ["read Emma"]


async def test_looking(browser: Browser) -> None:
    await browser.say("add call the dentist today at 11pm")
    await browser.say("add buy stamps")
    await browser.say("complete the stamps")
    assert "1. call the dentist" in (await browser.say("show my agenda")).text
    assert "You completed 1 task" in (await browser.say("how did i do this week")).text
    assert "buy stamps" in (await browser.say("show recent changes")).text
    assert "1. call the dentist" in (await browser.say("find dentsit")).text


async def test_parts_and_order(browser: Browser) -> None:
    await browser.say("add plan the trip, book flights and pack bags")
    await browser.say("make book flights a subtask of plan the trip")
    await browser.say("add passports to plan the trip as a subtask")
    tasks = {one["title"]: one for one in await browser.tasks()}
    trip = tasks["plan the trip"]["id"]
    assert tasks["book flights"]["parent_id"] == tasks["passports"]["parent_id"] == trip
    assert "Moved" in (await browser.say("move pack bags to the top")).text

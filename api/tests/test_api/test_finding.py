"""Filters, search, agenda and statistics, as a client uses them."""

from collections.abc import Awaitable, Callable

from tests.conftest import Client

Add = Callable[..., Awaitable[dict[str, object]]]


async def titles(client: Client, text: str, **query: str) -> set[str]:
    answer = await client.get("/api/v1/tasks", params={"filter": text, **query})
    assert answer.status_code == 200, answer.text
    return {task["title"] for task in answer.json()["items"]}


async def test_a_filter_finds_and_asks_for_states_itself(guest: Client, add_task: Add) -> None:
    await add_task("Buy milk", tags=["home"], priority="high")
    done = await add_task("Mow the lawn", tags=["home"])
    gone = await add_task("Old", tags=["home"])
    await guest.post(f"/api/v1/tasks/{done['id']}/complete")
    await guest.delete(f"/api/v1/tasks/{gone['id']}")
    assert await titles(guest, "#home") == {"Buy milk"}
    assert await titles(guest, "#home is:done") == {"Mow the lawn"}
    assert await titles(guest, "#home is:deleted") == {"Old"}
    assert await titles(guest, "#home completed:today") == {"Mow the lawn"}
    assert await titles(guest, "#home is:open or is:done") == {"Buy milk", "Mow the lawn"}
    assert await titles(guest, "#home is:done", state="archived") == set()


async def test_what_is_wrong_is_pointed_at(guest: Client) -> None:
    answer = await guest.get("/api/v1/tasks", params={"filter": "milk due:someday"})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["pointer"], error["start"], error["end"]) == ("filter", 5, 16)


async def test_a_filter_is_read_back_term_by_term(guest: Client) -> None:
    text = "today #Home or -milk"
    read = (await guest.get("/api/v1/filter-check", params={"text": text})).json()
    assert read["canonical"] == "due:+0d #home or -milk"
    told = [(one["kind"], text[one["start"] : one["end"]]) for one in read["spans"]]
    assert told == [("date", "today"), ("tag", "#Home"), ("text", "milk")]


async def test_kept_filters(guest: Client) -> None:
    made = await guest.post("/api/v1/filters", json={"name": "Now", "filter": "today or overdue"})
    assert (made.status_code, made.headers["etag"]) == (201, '"1"')
    path = made.headers["location"]
    changed = await guest.patch(path, json={"name": "Soon"}, headers={"if-match": '"1"'})
    assert (changed.json()["name"], changed.json()["version"]) == ("Soon", 2)
    stale = await guest.patch(path, json={"name": "x"}, headers={"if-match": '"1"'})
    assert (stale.status_code, stale.json()["current"]["name"]) == (412, "Soon")
    for wrong in ({"filter": "due:someday"}, {"name": None}):
        assert (await guest.patch(path, json=wrong)).status_code == 422
    assert len((await guest.get("/api/v1/filters")).json()["items"]) == 1
    assert (await guest.delete(path)).status_code == 204
    assert (await guest.get(path)).status_code == 404


async def test_search_agenda_and_statistics(guest: Client, add_task: Add) -> None:
    await add_task("Buy milk", due_date="2020-01-01")
    (one,) = (await guest.get("/api/v1/search", params={"q": "mil"})).json()["items"]
    assert (one["task"]["title"], one["highlights"]) == ("Buy milk", [[4, 7]])
    agenda = (await guest.get("/api/v1/agenda", params={"days": 2})).json()
    assert [task["title"] for task in agenda["overdue"]] == ["Buy milk"]
    assert len(agenda["days"]) == 2
    figures = (await guest.get("/api/v1/statistics")).json()
    assert (figures["open"], figures["overdue"], len(figures["days"])) == (1, 1, 28)

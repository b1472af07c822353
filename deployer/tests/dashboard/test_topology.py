"""Who asks whom, and where each stands."""

from deployer.app import load_app
from deployer.dashboard.topology import graph, placed
from deployer.dashboard.view import Resource, Tone


def resource(name: str, *calls: str, kind: str = "Deployment") -> Resource:
    return Resource(id=name, kind=kind, tone=Tone.GOOD, says="", column=0, calls=calls)


def columns(*resources: Resource) -> dict[str, int]:
    return {one.id: one.column for one in placed(resources)}


def test_our_app_reads_from_the_browser_to_the_database() -> None:
    ours = [resource("database", kind="StatefulSet"), resource("backend"), resource("frontend")]
    found = graph(ours, load_app(), url="http://localhost:7080", mcp=(Tone.GOOD, "answers 200"))
    assert [(one.id, one.column) for one in found] == [
        ("browser", 0),
        ("frontend", 1),
        ("mcp", 1),
        ("backend", 2),
        ("migration", 2),
        ("database", 3),
    ]
    calls = {one.id: set(one.calls) for one in found}
    assert calls["browser"] == {"frontend", "backend"}
    assert calls["mcp"] == {"backend"}
    assert calls["migration"] == {"database"}
    assert found[0].says == "http://localhost:7080"


def test_without_its_own_database_nothing_points_into_the_void() -> None:
    found = graph([resource("backend")], load_app(), url=None, mcp=(Tone.IDLE, "not asked"))
    ids = {one.id for one in found}
    assert all(set(one.calls) <= ids for one in found)


def test_a_migration_that_runs_is_shown_as_it_is() -> None:
    running = Resource(id="migration", kind="Job", tone=Tone.BUSY, says="running", column=0)
    found = graph([resource("backend"), running], load_app(), url=None, mcp=(Tone.IDLE, ""))
    assert [one.says for one in found if one.id == "migration"] == ["running"]


def test_another_namespace_has_no_parts_of_ours() -> None:
    found = graph([resource("web"), resource("db")], load_app(), url=None, mcp=(Tone.IDLE, ""))
    assert [one.id for one in found] == ["web", "db"]


def test_who_asks_stands_left_of_who_answers() -> None:
    assert columns(resource("a", "b"), resource("b", "c"), resource("c")) == {
        "a": 0,
        "b": 1,
        "c": 2,
    }
    assert columns(resource("a", "b", "c"), resource("b", "c"), resource("c"))["c"] == 2


def test_what_nobody_asks_stands_beside_what_it_asks() -> None:
    found = columns(
        resource("a", "b"), resource("b", "c"), resource("c"), resource("job", "c", kind="Job")
    )
    assert found["job"] == 1


def test_a_circle_ends_somewhere() -> None:
    assert set(columns(resource("a", "b"), resource("b", "a"))) == {"a", "b"}


def test_without_any_calls_it_is_a_grid() -> None:
    found = columns(*(resource(str(at)) for at in range(6)))
    assert list(found.values()) == [0, 1, 2, 3, 0, 1]

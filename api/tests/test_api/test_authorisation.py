"""Who may do what: every route of the OpenAPI document, for everybody who may ask."""

from collections.abc import Iterator, Mapping

import httpx2
import pytest

from src.main import create_app
from tests.asking import Answer, ask
from tests.conftest import TEMPLATE
from tests.live import Live, serve
from tests.postgres import create_database, drop_database
from tests.test_api.askers import Askers, asking

OPEN_TO_ALL = {
    ("post", "/api/v1/auth/guest"),
    ("post", "/api/v1/auth/register"),
    ("post", "/api/v1/auth/login"),
    ("post", "/api/v1/auth/logout"),
    ("get", "/api/v1/assistant"),
    ("get", "/api/v1/feeds/{secret}.ics"),
    ("get", "/health"),
    ("get", "/health/live"),
    ("get", "/health/ready"),
}
"""Everything else needs an account; a new route is guarded, or is named here on purpose."""
PERSONAL = {
    ("delete", "/api/v1/me"),
    ("post", "/api/v1/me/password"),
    ("get", "/api/v1/me/assistant"),
    ("patch", "/api/v1/me/assistant"),
    ("get", "/api/v1/me/export"),
    ("get", "/api/v1/me/sessions"),
    ("delete", "/api/v1/me/sessions"),
    ("delete", "/api/v1/me/sessions/{session_id}"),
    ("get", "/api/v1/me/tokens"),
    ("post", "/api/v1/me/tokens"),
    ("delete", "/api/v1/me/tokens/{token_id}"),
    ("get", "/api/v1/me/calendar-feed"),
    ("post", "/api/v1/me/calendar-feed"),
    ("delete", "/api/v1/me/calendar-feed"),
}
"""What only a person in a browser does: no token manages the account that it acts for."""
ROUTES = [
    (method, path)
    for path, methods in create_app().openapi()["paths"].items()
    for method in methods
]
GUARDED = sorted(set(ROUTES) - OPEN_TO_ALL)
OF_ONE_OBJECT = [(method, path) for method, path in GUARDED if "{" in path]
PARAMETERS = {path.partition("{")[2].partition("}")[0] for _, path in OF_ONE_OBJECT}
SIGNED_OUT, FORBIDDEN = (401, "/problems/signed-out"), (403, "/problems/forbidden")
MISSING, INVALID = (404, "/problems/not-found"), (422, "/problems/invalid")
REFUSED_WITH_THE_RIGHT_TO = {
    ("delete", "/api/v1/me"): FORBIDDEN,  # without the password
    ("post", "/api/v1/me/password"): FORBIDDEN,  # with a wrong one
    ("post", "/api/v1/bulk"): MISSING,  # for tasks that are not there
}


Answers = dict[tuple[str, str], Answer]


def ask_all(
    client: httpx2.Client, routes: list[tuple[str, str]], ids: Mapping[str, str] | None = None
) -> Answers:
    """Ask each route; ids that are not given are those of nothing."""
    return {route: ask(client, *route, ids or {}) for route in routes}


def refusals(answers: Answers) -> dict[tuple[str, str], tuple[int, str]]:
    return {route: answer.refusal for route, answer in answers.items()}


def all_refused(routes: list[tuple[str, str]], how: tuple[int, str]) -> object:
    return dict.fromkeys(routes, how)


def is_reading(route: tuple[str, str]) -> bool:
    return route[0] == "get"


@pytest.fixture(scope="module")
def database_of_all(server: str) -> Iterator[str]:
    yield create_database(server, "test_authorisation", TEMPLATE)
    drop_database(server, "test_authorisation")


@pytest.fixture(scope="module")
def live(database_of_all: str) -> Iterator[Live]:
    with serve(database_of_all) as running:
        yield running


@pytest.fixture
def askers(live: Live, database_of_all: str) -> Iterator[Askers]:
    with asking(live, database_of_all) as everybody:
        assert everybody.ids.keys() == PARAMETERS
        yield everybody


def seen_by(owner: httpx2.Client, ids: Mapping[str, str]) -> Answers:
    """Return all that the owner can read."""
    return ask_all(owner, [route for route in GUARDED if is_reading(route)], ids)


def test_what_is_open_to_all_is_there_and_says_so() -> None:
    paths = create_app().openapi()["paths"]
    said = {route for route in ROUTES if paths[route[1]][route[0]].get("security") == []}
    assert said == OPEN_TO_ALL
    assert set(GUARDED) >= PERSONAL


@pytest.mark.parametrize("role", ["nobody", "expired session", "tampered session", "deleted token"])
def test_who_is_not_signed_in_gets_nothing(askers: Askers, role: str) -> None:
    before = seen_by(askers.by_role["owner"], askers.ids)
    answers = ask_all(askers.by_role[role], GUARDED, askers.ids)
    assert refusals(answers) == all_refused(GUARDED, SIGNED_OUT)
    assert seen_by(askers.by_role["owner"], askers.ids) == before


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("token to read", {"get"}),
        ("token to write", {"post", "patch", "delete"}),
        ("token for MCP", set()),
    ],
)
def test_a_token_gets_nothing_beyond_its_scopes(
    askers: Askers, role: str, allowed: set[str]
) -> None:
    before = seen_by(askers.by_role["owner"], askers.ids)
    beyond = [route for route in GUARDED if route[0] not in allowed or route in PERSONAL]
    answers = ask_all(askers.by_role[role], beyond, askers.ids)
    assert refusals(answers) == all_refused(beyond, FORBIDDEN)
    assert seen_by(askers.by_role["owner"], askers.ids) == before
    within = [route for route in GUARDED if route not in beyond]
    assert_they_may(ask_all(askers.by_role[role], within))


def test_the_owner_may_do_everything(askers: Askers) -> None:
    assert_they_may(ask_all(askers.by_role["owner"], GUARDED))


def test_the_owner_reads_all_that_is_theirs(askers: Askers) -> None:
    answers = seen_by(askers.by_role["owner"], askers.ids)
    assert {route: answer.status for route, answer in answers.items()} == dict.fromkeys(
        answers, 200
    )


def assert_they_may(answers: Answers) -> None:
    """Of what is not there it is said that it is not there; all else is done."""
    for route, answer in answers.items():
        expected = MISSING if route in OF_ONE_OBJECT else REFUSED_WITH_THE_RIGHT_TO.get(route)
        done = expected is None and answer.status in {200, 201, 204}
        assert done or answer.refusal == expected, (route, answer)


def test_a_path_that_names_no_id_is_invalid(askers: Askers) -> None:
    ids = dict.fromkeys(PARAMETERS, "not-an-id")
    answers = ask_all(askers.by_role["owner"], OF_ONE_OBJECT, ids)
    assert refusals(answers) == all_refused(OF_ONE_OBJECT, INVALID)


@pytest.mark.parametrize("role", ["stranger", "token of a stranger"])
def test_a_stranger_finds_nothing_and_changes_nothing(askers: Askers, role: str) -> None:
    """What is somebody else's is answered to the byte like what is not there."""
    routes = [route for route in OF_ONE_OBJECT if role == "stranger" or route not in PERSONAL]
    before = seen_by(askers.by_role["owner"], askers.ids)
    answers = ask_all(askers.by_role[role], routes, askers.ids)
    assert refusals(answers) == all_refused(routes, MISSING)
    assert answers == ask_all(askers.by_role[role], routes)
    assert seen_by(askers.by_role["owner"], askers.ids) == before

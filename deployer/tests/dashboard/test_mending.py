"""Fixes over HTTP: only from the page, only as JSON, only what was offered."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from deployer.dashboard.board import Board
from deployer.dashboard.server import serve
from deployer.dashboard.view import Offer, Outcome
from deployer.errors import UsageError
from tests.dashboard.conftest import Visitor
from tests.dashboard.recordings import Mender, whole

OFFER, ACCEPT = "/api/fix/offer", "/api/fix/accept"


class Clinic(Visitor):
    """A dashboard that can fix things."""

    async def post(self, path: str, body: object, **headers: str) -> tuple[int, dict[str, str]]:
        sent = {"Cookie": self.cookie, "Origin": self.origin} | headers
        async with self.session.post(self.origin + path, json=body, headers=sent) as answer:
            return answer.status, await answer.json()


@pytest.fixture
def mender() -> Mender:
    return Mender()


@pytest.fixture
async def clinic(mender: Mender) -> AsyncIterator[Clinic]:
    board = Board.of(whole(broken=True))
    jar = aiohttp.DummyCookieJar()
    async with (
        serve(board, repairs=mender) as link,
        aiohttp.ClientSession(cookie_jar=jar) as session,
    ):
        found = Clinic(session, board, link)
        await found.enter()
        yield found


async def test_an_offer_is_shown_and_then_accepted(clinic: Clinic, mender: Mender) -> None:
    status, said = await clinic.post(OFFER, {"problem": "rule/Object"})
    assert (status, Offer.model_validate(said)) == (200, mender.shown)
    status, said = await clinic.post(ACCEPT, {"offer": mender.shown.id})
    assert (status, Outcome.model_validate(said).worked) == (200, True)
    assert mender.accepted == [(mender.shown.id, "")]


async def test_a_refusal_says_what_and_why(clinic: Clinic, mender: Mender) -> None:
    mender.refusal = UsageError("It is gone.", cause="Somebody fixed it.", cure="look again")
    status, said = await clinic.post(ACCEPT, {"offer": "x"})
    assert status == 409
    assert said == {"what": "It is gone.", "cause": "Somebody fixed it.", "cure": "look again"}


@pytest.mark.parametrize("body", ["text", [], {}, {"offer": 1}, {"offer": "x", "more": "y"}])
async def test_what_the_page_would_not_send_is_refused(
    clinic: Clinic, mender: Mender, body: object
) -> None:
    assert (await clinic.post(ACCEPT, body))[0] == 422
    assert mender.accepted == []


async def test_nobody_else_can_fix_anything(clinic: Clinic, mender: Mender) -> None:
    body = {"offer": "x"}
    for headers, wanted in (
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Cookie": "nothing=1"}, 401),
        ({"Host": "evil.example"}, 421),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ):
        sent = {"Cookie": clinic.cookie, "Origin": clinic.origin} | headers
        url = clinic.origin + ACCEPT
        async with clinic.session.post(url, json=body, headers=sent) as answer:
            assert answer.status == wanted, headers
    assert (await clinic.ask(ACCEPT, "POST"))[0] == 403  # without an Origin
    assert (await clinic.ask(ACCEPT))[0] == 405
    assert mender.accepted == []


async def test_a_body_without_end_is_not_read(clinic: Clinic, mender: Mender) -> None:
    sent = {"Cookie": clinic.cookie, "Origin": clinic.origin, "Content-Type": "application/json"}
    url = clinic.origin + ACCEPT
    async with clinic.session.post(url, data=b'"' * 100_000, headers=sent) as answer:
        assert answer.status == 413
    assert mender.accepted == []


async def test_a_recording_cannot_be_changed(guest: Visitor) -> None:
    sent = {"Cookie": guest.cookie, "Origin": guest.origin}
    url = guest.origin + OFFER
    async with guest.session.post(url, json={"problem": "x"}, headers=sent) as answer:
        assert answer.status == 409
        assert "recording" in (await answer.json())["what"]

"""Nobody gets in without the link, and no other site gets anything at all."""

import pytest

from tests.dashboard.conftest import Visitor

EVERYTHING = ("/", "/main.js", "/tokens.css", "/icon.svg", "/api/stream", "/api/recording")


@pytest.mark.parametrize("path", [*EVERYTHING, "/nothing", "/?token=", "/?token=wrong"])
async def test_without_the_link_everything_is_refused(stranger: Visitor, path: str) -> None:
    status, headers, body = await stranger.ask(path)
    assert status == 401
    assert "todo dashboard" in body
    assert "Set-Cookie" not in headers


async def test_the_link_becomes_a_cookie_that_scripts_and_other_sites_never_have(
    stranger: Visitor,
) -> None:
    cookie = await stranger.enter()
    assert {"HttpOnly", "Path=/", "SameSite=Strict"} <= set(cookie.split("; "))
    assert stranger.token not in cookie
    status, _, body = await stranger.ask("/")
    assert (status, 'src="/boot.js"' in body) == (200, True)


async def test_the_link_works_once(guest: Visitor) -> None:
    guest.cookie = ""
    status, headers, _ = await guest.ask(f"/?token={guest.token}")
    assert status == 401
    assert "Set-Cookie" not in headers


async def test_who_is_in_may_use_the_link_again(guest: Visitor) -> None:
    status, headers, body = await guest.ask(f"/?token={guest.token}")
    assert status == 200
    assert "Set-Cookie" not in headers
    assert 'url=/"' in body


async def test_the_token_lets_in_at_the_door_only(stranger: Visitor) -> None:
    for path, method in (("/api/recording", "GET"), ("/main.js", "GET"), ("/", "HEAD")):
        status, headers, _ = await stranger.ask(f"{path}?token={stranger.token}", method)
        assert status == 401
        assert "Set-Cookie" not in headers


async def test_a_wrong_cookie_opens_nothing(guest: Visitor) -> None:
    name, _, _ = guest.cookie.partition("=")
    for cookie in (f"{name}=", f"{name}=wrong", f"other={guest.cookie.partition('=')[2]}"):
        assert (await guest.ask("/api/recording", Cookie=cookie))[0] == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost", "127.0.0.1:1", "evil.example:{port}"]
)
async def test_another_host_is_refused_even_with_the_cookie(guest: Visitor, host: str) -> None:
    port = guest.origin.rpartition(":")[2]
    for path in ("/", "/api/recording", f"/?token={guest.token}"):
        assert (await guest.ask(path, Host=host.format(port=port)))[0] == 421


async def test_localhost_is_ourselves(guest: Visitor) -> None:
    host = guest.origin.replace("http://127.0.0.1", "localhost")
    assert (await guest.ask("/", Host=host))[0] == 200


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1", "https://{host}"]
)
async def test_another_origin_is_refused_even_with_the_cookie(guest: Visitor, origin: str) -> None:
    host = guest.origin.removeprefix("http://")
    for path in ("/", "/api/stream", "/api/recording"):
        assert (await guest.ask(path, Origin=origin.format(host=host)))[0] == 403


async def test_what_another_site_embeds_is_refused(guest: Visitor) -> None:
    for site in ("cross-site", "same-site"):
        assert (await guest.ask("/api/recording", Sec_Fetch_Site=site))[0] == 403
    assert (await guest.ask("/api/recording", Sec_Fetch_Site="same-origin"))[0] == 200


async def test_a_link_from_elsewhere_may_lead_to_the_door(stranger: Visitor) -> None:
    status, headers, _ = await stranger.ask(
        f"/?token={stranger.token}", Sec_Fetch_Site="cross-site"
    )
    assert status == 200
    assert "Set-Cookie" in headers


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_only_reading_is_allowed(guest: Visitor, method: str) -> None:
    assert (await guest.ask("/api/recording", method))[0] == 403
    assert (await guest.ask("/api/recording", method, Origin=guest.origin))[0] == 405


async def test_what_is_not_there_is_said_so_to_those_who_are_in(guest: Visitor) -> None:
    for path in ("/nothing", "/types.d.ts", "/../guard.py", "/static/main.js"):
        assert (await guest.ask(path))[0] == 404


async def test_every_answer_forbids_what_a_page_could_be_tricked_into(stranger: Visitor) -> None:
    answers = [await stranger.ask("/"), await stranger.ask("/", Host="evil.example")]
    await stranger.enter()
    answers += [await stranger.ask(path) for path in ("/", "/main.js", "/nothing")]
    for _, headers, _ in answers:
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "*" not in policy
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["X-Content-Type-Options"] == "nosniff"

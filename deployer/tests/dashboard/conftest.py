"""A dashboard that shows a recording, and a browser's way into it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest

from deployer.dashboard.board import Board
from deployer.dashboard.server import serve
from tests.dashboard.recordings import whole


@dataclass
class Visitor:
    """Asks the dashboard over HTTP, as a browser without a cookie jar would."""

    session: aiohttp.ClientSession
    board: Board
    link: str
    cookie: str = ""

    @property
    def origin(self) -> str:
        return self.link.partition("/?")[0]

    @property
    def token(self) -> str:
        return self.link.partition("token=")[2]

    async def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], str]:
        """Return status, headers and body; the cookie goes along once there is one."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            sent.setdefault("Cookie", self.cookie)
        url = self.origin + path
        async with self.session.request(method, url, headers=sent, allow_redirects=False) as answer:
            return answer.status, dict(answer.headers), await answer.text()

    async def enter(self) -> str:
        """Exchange the token and return the cookie that was set."""
        _, headers, _ = await self.ask(f"/?token={self.token}")
        self.cookie = headers["Set-Cookie"].partition(";")[0]
        return headers["Set-Cookie"]


@pytest.fixture
async def stranger() -> AsyncIterator[Visitor]:
    board = Board.of(whole())
    jar = aiohttp.DummyCookieJar()
    async with serve(board) as link, aiohttp.ClientSession(cookie_jar=jar) as session:
        yield Visitor(session, board, link)


@pytest.fixture
async def guest(stranger: Visitor) -> Visitor:
    """One who came with the link."""
    await stranger.enter()
    return stranger

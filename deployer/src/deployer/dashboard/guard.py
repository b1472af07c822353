"""Who may ask: only the browser that opened the printed link, and only from this very page."""

import secrets
from collections.abc import Awaitable, Callable
from hmac import compare_digest
from typing import Final

from aiohttp import web

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
READING: Final = frozenset({"GET", "HEAD"})
OURSELVES: Final = frozenset({"same-origin", "none"})
LOCKED = (
    "This page opens only with the link that `todo dashboard` printed, and that link works once. "
    "Stop the command with Ctrl-C and start it again for a new one."
)
ENTER = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Todo dashboard</title>'
    '<meta http-equiv="refresh" content="0;url=/"></head>'
    '<body><p><a href="/">Open the dashboard</a></p></body></html>'
)
"""No redirect: one that began on another site would be followed without a strict cookie."""

type Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Guard:
    """Exchanges the one-time token for a cookie, and refuses every request without it.

    Args:
        port: Where the page is served; requests for another host are refused.
    """

    def __init__(self, port: int) -> None:
        self._token: str | None = secrets.token_urlsafe(32)
        self._secret = secrets.token_urlsafe(32)
        self._hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
        # Cookies know no ports: another dashboard on this machine must not take ours away.
        self._cookie = f"todo-dashboard-{port}"
        self.link = f"http://127.0.0.1:{port}/?token={self._token}"

    async def check(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer a request that may be answered, and refuse it otherwise."""
        try:
            answer = self._refusal(request) or self._entry(request) or await handler(request)
        except web.HTTPException as error:
            answer = _plain(error.status, error.reason)
            answer.headers.extend({k: v for k, v in error.headers.items() if k == "Allow"})
        return answer

    async def sign(self, _request: web.Request, answer: web.StreamResponse) -> None:
        """Add to every answer what browsers shall hold the page to."""
        answer.headers.update(HEADERS)

    def _refusal(self, request: web.Request) -> web.Response | None:
        """Refuse what another site could have sent, whatever it carries."""
        if request.headers.getall("Host", []) not in [[host] for host in self._hosts]:
            return _plain(421, "This server answers only for its own address on this machine.")
        own = f"http://{request.host}"
        origin = request.headers.get("Origin")
        if origin not in {None, own}:
            return _plain(403, "Another site may not ask.")
        if request.method not in READING and origin is None:
            return _plain(403, "A change must come from the page itself.")
        entering = request.path == "/" and request.method == "GET"
        if request.headers.get("Sec-Fetch-Site", "none") not in OURSELVES and not entering:
            return _plain(403, "Another site may not ask.")
        return None

    def _entry(self, request: web.Request) -> web.Response | None:
        """Let the link in once; return None when the request carries the cookie."""
        said = request.cookies.get(self._cookie, "")
        known = compare_digest(said.encode(), self._secret.encode())
        if "token" not in request.query or request.path != "/" or request.method != "GET":
            return None if known else _plain(401, LOCKED)
        if known:
            return _page(ENTER)
        token, offered = self._token, request.query["token"]
        if token is None or not compare_digest(offered.encode(), token.encode()):
            return _plain(401, LOCKED)
        self._token = None
        answer = _page(ENTER)
        answer.set_cookie(self._cookie, self._secret, httponly=True, samesite="Strict", path="/")
        return answer


def _plain(status: int, text: str) -> web.Response:
    return web.Response(status=status, text=text + "\n")


def _page(html: str) -> web.Response:
    return web.Response(text=html, content_type="text/html")

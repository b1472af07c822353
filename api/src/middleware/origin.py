"""Refuses what another site makes a browser send (cross-site request forgery)."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from src.errors import ForbiddenError
from src.middleware.problems import refuse

SAFE = {"GET", "HEAD", "OPTIONS"}
GUARDED = "/api/"


class OriginGuard:
    """Lets only pages of our own origin change something.

    Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin. A program
    that sends neither carries no cookie of a browser and is let through.

    Args:
        app: What is guarded.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it with 403."""
        guarded = scope["type"] == "http" and scope["path"].startswith(GUARDED)
        if guarded and scope["method"] not in SAFE and not _is_own(Headers(scope=scope)):
            error = ForbiddenError("This request came from another site.")
            await refuse(error, scope, receive, send)
            return
        await self._app(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    if origin is None:
        return True
    hosts = {headers.get("host"), headers.get("x-forwarded-host")}
    return _host_of(origin) in hosts


def _host_of(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # no browser sends such a thing
        return ""

"""Refuses bodies that are larger than anything here needs."""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from src.errors import TooLargeError
from src.middleware.problems import refuse


class BodyLimit:
    """Answers 413 as a problem document, which the limit that FastAPI has itself does not.

    Args:
        app: What is guarded.
        most: Bytes that a body may have.
        larger: The paths that take more, and how much.
    """

    def __init__(self, app: ASGIApp, *, most: int, larger: Mapping[str, int]) -> None:
        self._app, self._most, self._larger = app, most, larger

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, as long as its body is not too large."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most, size = self._larger.get(scope["path"], self._most), 0
        error = TooLargeError(f"A request may have {most:,} bytes here.")

        async def limited() -> Message:
            nonlocal size
            message = await receive()
            size += len(message.get("body", b""))
            if size > most:
                # FastAPI takes every other error while it reads a body for a malformed one.
                raise HTTPException(error.status, error.detail)
            return message

        if _told(scope) > most:
            await refuse(error, scope, receive, send)
        else:
            await self._app(scope, limited, send)


def _told(scope: Scope) -> int:
    """Return the length that the request says its body has; 0 when it does not say."""
    text = Headers(scope=scope).get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else 0

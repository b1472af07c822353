"""Errors that a client sees, each with its HTTP status and a stable problem type (RFC 9457)."""

from collections.abc import Mapping


class AppError(Exception):
    """A failure that becomes a problem document.

    Args:
        detail: What happened and what helps, in one or two plain sentences.
        extra: Further members of the problem document; JSON values only.
    """

    status = 500
    slug = "internal"
    title = "Something went wrong"

    def __init__(self, detail: str, *, extra: Mapping[str, object] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = dict(extra or {})


class NotFoundError(AppError):
    """There is no such object, or it is somebody else's: both look the same."""

    status = 404
    slug = "not-found"
    title = "Not found"


class SignedOutError(AppError):
    """The request names no account."""

    status = 401
    slug = "signed-out"
    title = "You are signed out"


class ForbiddenError(AppError):
    """The request is understood and refused."""

    status = 403
    slug = "forbidden"
    title = "Not allowed"


class InvalidError(AppError):
    """A value is well-formed and still makes no sense."""

    status = 422
    slug = "invalid"
    title = "Some values need another look"


class ConflictError(AppError):
    """What is asked contradicts what is there."""

    status = 409
    slug = "conflict"
    title = "This contradicts what is there"


class StaleError(AppError):
    """The object changed since the client read it (If-Match)."""

    status = 412
    slug = "stale"
    title = "It changed in the meantime"


class TooManyRequestsError(AppError):
    """It was tried too often; `seconds` says when it may be tried again."""

    status = 429
    slug = "too-many-requests"
    title = "Too many attempts"

    def __init__(self, detail: str, *, seconds: int) -> None:
        super().__init__(detail, extra={"retry_after": seconds})
        self.seconds = seconds


class TooManyStreamsError(AppError):
    """The account is followed by as many readers as one account may have."""

    status = 429
    slug = "too-many-streams"
    title = "Open in too many places"


class UnavailableError(AppError):
    """Something that we depend on does not answer; trying again helps."""

    status = 503
    slug = "unavailable"
    title = "Not available right now"

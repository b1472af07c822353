"""Errors that a client sees, each with its HTTP status and a stable problem type (RFC 9457).

The page of a type, `GET /problems/<slug>`, is made of its class: the docstring's first paragraph
says what it means, `cure` what helps.
"""

from collections.abc import Mapping


class AppError(Exception):
    """A failure that becomes a problem document.

    Args:
        detail: What happened and what helps, in one or two plain sentences.
        extra: Further members of the problem document; JSON values only.
    """

    status: int
    slug: str
    """The last step of the type's address."""
    title: str
    cure: str
    """What helps, whatever the occasion."""

    def __init__(self, detail: str, *, extra: Mapping[str, object] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.extra = dict(extra or {})


class InternalError(AppError):
    """This was not foreseen. What belongs together was changed as a whole, or not at all."""

    status = 500
    slug = "internal"
    title = "Something went wrong"
    cure = "Try again. If it stays, look for the answer's `request_id` in the backend's log."


class NotFoundError(AppError):
    """There is no such object, or it is somebody else's: both look the same."""

    status = 404
    slug = "not-found"
    title = "Not found"
    cure = "Check the id, and whose account is signed in."


class SignedOutError(AppError):
    """The request names no account: no cookie and no token that is good."""

    status = 401
    slug = "signed-out"
    title = "You are signed out"
    cure = "Sign in, continue as a guest, or send a personal access token that has not expired."


class ForbiddenError(AppError):
    """It is refused: the token lacks a scope, a password is wrong, or another site asks."""

    status = 403
    slug = "forbidden"
    title = "Not allowed"
    cure = "Read `detail`: it names which. Repeating the same request does not help."


class InvalidError(AppError):
    """A value cannot be read, or is well-formed and still makes no sense."""

    status = 422
    slug = "invalid"
    title = "Some values need another look"
    cure = "`errors` points to each value that needs another look, and says what would do."


class ConflictError(AppError):
    """It contradicts what is there, a limit is reached, or an Idempotency-Key was used before."""

    status = 409
    slug = "conflict"
    title = "This contradicts what is there"
    cure = "Read `detail`, fetch the object anew, and decide with what it shows."


class MethodNotAllowedError(AppError):
    """The path is there, and does not take this method."""

    status = 405
    slug = "method-not-allowed"
    title = "Not allowed here"
    cure = "Use one of the methods that the header Allow names."


class TooLargeError(AppError):
    """The body is larger than 1 MiB, or an import than 10 MiB."""

    status = 413
    slug = "too-large"
    title = "Too large"
    cure = "Send less at once."


class StaleError(AppError):
    """The object has another ETag than the one in If-Match: somebody else changed it."""

    status = 412
    slug = "stale"
    title = "It changed in the meantime"
    cure = "`current` shows it as it is now. Change that, and send its ETag."


class TooManyRequestsError(AppError):
    """It was tried too often in a short time."""

    status = 429
    slug = "too-many-requests"
    title = "Too many attempts"
    cure = "Wait for as many seconds as Retry-After and `retry_after` say."

    def __init__(self, detail: str, *, seconds: int) -> None:
        super().__init__(detail, extra={"retry_after": seconds})
        self.seconds = seconds


class TooManyStreamsError(AppError):
    """The account is followed by as many readers as one account may have."""

    status = 429
    slug = "too-many-streams"
    title = "Open in too many places"
    cure = "Close a tab or a program that follows the same account."


class UnavailableError(AppError):
    """Something that the backend depends on does not answer, or it is restarting."""

    status = 503
    slug = "unavailable"
    title = "Not available right now"
    cure = "Try again after Retry-After; nothing was changed."


class HttpError(AppError):
    """The request is not one that HTTP allows here; `detail` and the status say why."""

    status = 400
    slug = "http"
    title = "Not possible"
    cure = "Change the request; repeating it does not help."


def kinds() -> dict[str, type[AppError]]:
    """Return every problem type by its slug."""
    return {kind.slug: kind for kind in AppError.__subclasses__()}

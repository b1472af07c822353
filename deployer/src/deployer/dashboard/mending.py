"""What the page posts: it asks for a fix to be shown, and says that a person agreed to it."""

from collections.abc import Awaitable, Callable

import httpx2
from aiohttp import web
from pydantic import ValidationError

from deployer.dashboard.guard import Handler
from deployer.dashboard.repair import Repairs
from deployer.errors import DeployerError, UsageError
from deployer.frozen import Frozen

OFFER, ACCEPT = "/api/fix/offer", "/api/fix/accept"
JSON = "application/json"


class Asked(Frozen):
    """Which problem's fix shall be shown."""

    problem: str


class Agreed(Frozen):
    """Which offer is accepted."""

    offer: str
    typed: str = ""


def handlers(repairs: Repairs | None) -> dict[str, Handler]:
    """Return what answers each path; without repairs, each says that nothing can be changed."""

    async def offer(asked: Asked, mends: Repairs) -> Frozen:
        return await mends.offer(asked.problem)

    async def accept(agreed: Agreed, mends: Repairs) -> Frozen:
        return await mends.accept(agreed.offer, agreed.typed)

    return {OFFER: _posted(Asked, offer, repairs), ACCEPT: _posted(Agreed, accept, repairs)}


def _posted[T: Frozen](
    kind: type[T], act: Callable[[T, Repairs], Awaitable[Frozen]], repairs: Repairs | None
) -> Handler:
    async def answer(request: web.Request) -> web.Response:
        # A form of another site can only send other types without asking first.
        if request.content_type != JSON:
            return _refused(415, UsageError("Only JSON is understood."))
        if repairs is None:
            return _refused(409, UsageError("A recording cannot be changed."))
        try:
            said = kind.model_validate_json(await request.read())
        except ValidationError:
            return _refused(422, UsageError("This is not what the page would send."))
        try:
            done = await act(said, repairs)
        except DeployerError as error:
            return _refused(409, error)
        except httpx2.HTTPError as error:
            cause = f"{type(error).__name__}: {error}"
            return _refused(502, DeployerError("The cluster does not answer.", cause=cause))
        return web.Response(text=done.model_dump_json(), content_type=JSON)

    return answer


def _refused(status: int, error: DeployerError) -> web.Response:
    body = {"what": error.what, "cause": error.cause, "cure": error.cure}
    return web.json_response(body, status=status)

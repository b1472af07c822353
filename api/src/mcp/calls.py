"""How a tool runs: for the person the token names, in one transaction, each effect once."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from uuid import UUID

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.mcpserver import Context
from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from src.database import Database
from src.errors import AppError, SignedOutError
from src.mcp.failures import ToolFailure, from_app
from src.mcp.tokens import Identity
from src.metrics import Metrics
from src.models.account import Account
from src.schemas.changes import Actor
from src.schemas.tool_calls import CallKey, TaskAnswer, arguments_key
from src.services import tool_calls

CALL_ID = "todo/call-id"
"""Under this name in `_meta` the assistant sends the id of the tool call it makes."""

ToolContext = Context[None, Request]
type Act = Callable[[AsyncSession, Account, Actor], Awaitable[TaskAnswer]]


class Calls:
    """Opens the sessions that tools work in, and counts the calls.

    Args:
        database: Where tasks are.
        metrics: What is told of each call.
    """

    def __init__(self, database: Database, metrics: Metrics) -> None:
        self._database, self._metrics = database, metrics

    @asynccontextmanager
    async def reading(self, context: ToolContext) -> AsyncIterator[tuple[AsyncSession, Account]]:
        """A session and the account of the caller.

        Raises:
            ToolFailure: With what the model should try.
        """
        async with self._counted(context), _told(), self._database.session() as session:
            yield session, await _account(session, identity_of(context))

    async def changing(
        self, context: ToolContext, act: Act, *, destructive: bool = False
    ) -> TaskAnswer:
        """Have an effect, once for each call of a turn.

        Args:
            context: The request.
            act: Has the effect in the session it is given.
            destructive: Whether the assistant needs the person's approval for it.

        Raises:
            ToolFailure: With what the model should try.
        """
        identity = identity_of(context)
        if not identity.can_write:
            raise ToolFailure("forbidden", "This token lacks the scope “write”.")
        # Errors are told after the transaction is rolled back, so that nothing is half done.
        async with self._counted(context), _told(), self._database.session() as session:
            account = await _account(session, identity)
            # Other clients ask their people themselves; the tool's annotations tell them to.
            if identity.turn_id is None:
                return await act(session, account, "mcp")
            return await tool_calls.once(
                session,
                account.id,
                _key(context, identity.turn_id, identity.attempt),
                lambda: act(session, account, "assistant"),
                needs_approval=destructive,
            )

    @asynccontextmanager
    async def _counted(self, context: ToolContext) -> AsyncIterator[None]:
        tool = str((context.request_context.params or {}).get("name"))
        try:
            yield
        except BaseException:
            self._metrics.tool_called(tool, "failed")
            raise
        self._metrics.tool_called(tool, "done")


def identity_of(context: ToolContext) -> Identity:
    """On whose behalf the request comes, from its verified token.

    Raises:
        ToolFailure: There is none; the server's guard lets no such request in.
    """
    request = context.request_context.request
    user = request.scope.get("user") if request else None
    if not isinstance(user, AuthenticatedUser) or not user.access_token.subject:
        raise ToolFailure("forbidden", "The request carries no valid token.")
    claims = user.access_token.claims or {}
    turn = claims.get("turn_id")
    return Identity(
        UUID(user.access_token.subject),
        UUID(turn) if turn else None,
        int(claims.get("attempt", 1)),
        can_write=claims.get("can_write") is True,
    )


async def _account(session: AsyncSession, identity: Identity) -> Account:
    account = await session.get(Account, identity.account_id)
    if account is None:
        raise SignedOutError("The account of this token is gone.")
    return account


def _key(context: ToolContext, turn_id: UUID, attempt: int) -> CallKey:
    request = context.request_context
    params: Mapping[str, object] = request.params or {}
    arguments = params.get("arguments")
    # The id is in _meta, where the model cannot write.
    call_id = dict(request.meta or {}).get(CALL_ID)
    if not isinstance(call_id, str) or not call_id:
        raise ToolFailure("invalid", f"A call in a turn must carry {CALL_ID} in _meta.")
    given = arguments if isinstance(arguments, Mapping) else {}
    return CallKey(turn_id, call_id, str(params.get("name")), arguments_key(given), attempt)


@asynccontextmanager
async def _told() -> AsyncIterator[None]:
    """Turn errors of the services into failures that a model can read."""
    try:
        yield
    except AppError as error:
        raise from_app(error) from error
    except ValidationError as error:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in one['loc'])}: {one['msg']}" for one in error.errors()
        )
        raise ToolFailure("invalid", wrong) from error
    except (SQLAlchemyError, OSError) as error:
        raise ToolFailure("unavailable", "The database does not answer.") from error

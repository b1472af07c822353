"""How a tool runs: for the person the token names, in one transaction, each effect once."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from uuid import UUID

import structlog
from mcp.server import ServerRequestContext
from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp_types import CallToolRequestParams, CallToolResult
from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import Request

from src.database import Database
from src.errors import AppError, SignedOutError
from src.mcp.failures import ToolFailure, from_app, from_values
from src.mcp.tokens import Identity
from src.mcp.tool import Tool, result_of
from src.mcp.work import Work
from src.metrics import Metrics
from src.models.account import Account
from src.schemas.tool_calls import Answer, CallKey, arguments_key
from src.services import tool_calls

CALL_ID = "todo/call-id"
"""Under this name in `_meta` the assistant sends the id of the tool call it makes."""
UNKNOWN = "unknown"
"""What a tool is counted as that is none of ours: clients could send anything as a name."""

type Context = ServerRequestContext[Any, Request]
logger = structlog.get_logger()


class Calls:
    """Answers the calls of tools, and counts them.

    Args:
        tools: By name.
        database: Where tasks are.
        metrics: What is told of each call.
    """

    def __init__(self, tools: Mapping[str, Tool], database: Database, metrics: Metrics) -> None:
        self._tools, self._database, self._metrics = tools, database, metrics

    async def call(self, context: Context, params: CallToolRequestParams) -> CallToolResult:
        """Answer a call; what goes wrong is told to the model, not raised."""
        tool = self._tools.get(params.name)
        counted = tool.entry.name if tool else UNKNOWN
        outcome = "failed"
        try:
            result = result_of(await self._run(context, params, tool))
            outcome = "done"
        except ToolFailure as failure:
            result = failure.result()
        except Exception:
            logger.exception("tool_crashed", tool=counted)
            result = ToolFailure("internal", "Something went wrong in the tool.").result()
        finally:
            self._metrics.tool_called(counted, outcome)
        return result

    async def _run(
        self, context: Context, params: CallToolRequestParams, tool: Tool | None
    ) -> BaseModel:
        if tool is None:
            names = ", ".join(self._tools)
            raise ToolFailure("invalid", f"There is no such tool. There are: {names}.")
        identity = identity_of(context)
        if not (tool.only_looks or identity.can_write):
            raise ToolFailure("forbidden", "This token lacks the scope “write”.")
        given = params.arguments or {}
        arguments = tool.read(given)
        # Errors are told after the transaction is rolled back, so that nothing is half done.
        async with _told(), self._database.session() as session:
            account = await _account(session, identity)
            # Other clients ask their people themselves; the tool's annotations tell them to.
            if tool.only_looks or identity.turn_id is None:
                return await tool.run(Work(session, account, "mcp"), arguments)

            async def act(approved: frozenset[UUID] | None) -> Answer:
                work = Work(session, account, "assistant", approved)
                return Answer.model_validate(await tool.run(work, arguments))

            key = _key(context, identity.turn_id, identity.attempt, tool.entry.name, given)
            return await tool_calls.once(
                session, account.id, key, act, needs_approval=tool.entry.asks
            )


def identity_of(context: Context) -> Identity:
    """On whose behalf the request comes, from its verified token.

    Raises:
        ToolFailure: There is none; the server's guard lets no such request in.
    """
    user = context.request.scope.get("user") if context.request else None
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


def _key(
    context: Context, turn_id: UUID, attempt: int, tool: str, given: Mapping[str, object]
) -> CallKey:
    # The id is in _meta, where the model cannot write.
    call_id = dict(context.meta or {}).get(CALL_ID)
    if not isinstance(call_id, str) or not call_id:
        raise ToolFailure("invalid", f"A call in a turn must carry {CALL_ID} in _meta.")
    return CallKey(turn_id, call_id, tool, arguments_key(given), attempt)


@asynccontextmanager
async def _told() -> AsyncIterator[None]:
    """Turn errors of the services into failures that a model can read."""
    try:
        yield
    except AppError as error:
        raise from_app(error) from error
    except ValidationError as error:
        raise from_values(error) from error
    except (InterfaceError, OperationalError, PoolTimeout, OSError) as error:
        raise ToolFailure("unavailable", "The database does not answer.") from error

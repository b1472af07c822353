"""The two ways of a hot request: one statement, or a session."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from src.database import Quick
from src.models.account import Account
from src.routers.dependencies import BearerDep, DatabaseDep, TokenDep, find_account, get_account
from src.services.callers import Caller, Callers

type Act[T] = Callable[[Quick, Caller], Awaitable[T | None]]


class Ways:
    """Does what a request asks for in one statement where that can be, else in a session."""

    def __init__(
        self, request: Request, database: DatabaseDep, token: TokenDep, bearer: BearerDep
    ) -> None:
        self._request, self._database = request, database
        self._token, self._bearer = token, bearer

    async def quickly[T](self, act: Act[T]) -> T | None:
        """Return what one statement gives; None when only the long way leads on.

        Args:
            act: Runs the statement; None says that it did nothing.
        """
        if not self._token or self._bearer is not None:
            return None
        callers: Callers = self._request.app.state.callers
        async with self._database.quick() as quick:
            caller = await callers.find(quick, self._token)
            done = await act(quick, caller) if caller else None
        if caller and done is None:
            callers.forget(caller)
        return done

    async def change_quickly[T](self, act: Act[T]) -> T | None:
        """Do the same, and let the account's readers know when something was changed."""
        changed: list[Caller] = []

        async def noting(quick: Quick, caller: Caller) -> T | None:
            changed.append(caller)
            return await act(quick, caller)

        done = await self.quickly(noting)
        if done is not None:
            self._database.tell(frozenset(caller.id for caller in changed))
        return done

    @asynccontextmanager
    async def slowly(self) -> AsyncIterator[tuple[AsyncSession, Account]]:
        """Open a session, for the account that the request acts for.

        Raises:
            ForbiddenError: The personal access token may not do this.
            SignedOutError: Nobody is signed in.
        """
        async with self._database.session() as session:
            found = await find_account(self._request, session, self._token, self._bearer)
            yield session, await get_account(found)


async def get_ways(
    request: Request, database: DatabaseDep, token: TokenDep, bearer: BearerDep
) -> Ways:
    """Return both ways of this request."""
    return Ways(request, database, token, bearer)


WaysDep = Annotated[Ways, Depends(get_ways)]

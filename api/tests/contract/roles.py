"""Who sends the generated requests."""

from collections.abc import Callable
from functools import cache
from typing import Any

import httpx2
from schemathesis import AuthContext, Case
from schemathesis.core.parameters import ParameterLocation
from schemathesis.engine.recorder import ScenarioRecorder
from schemathesis.generation.meta import TestPhase
from schemathesis.schemas import BaseSchema

from src.routers.dependencies import COOKIE
from tests.belongings import guest, make_belongings

ENDING = {
    "DELETE /api/v1/me",
    "DELETE /api/v1/me/sessions",
    "DELETE /api/v1/me/sessions/{session_id}",
    "POST /api/v1/auth/login",
    "POST /api/v1/auth/logout",
    "POST /api/v1/auth/register",
    "POST /api/v1/me/password",
}
"""Operations that end the session that asks for them; each request of theirs gets a new guest."""
BY_ITSELF = ""
"""Stands for all operations together, when one request goes on from the answer to another."""


class Role:
    """Nobody: requests without credentials.

    Args:
        url: Where the backend is.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._guests: list[httpx2.Client] = []
        self._theirs: dict[str, str] = {}

    def take_part_in(self, schema: BaseSchema) -> None:
        """Send the requests that this schema generates."""

    def leaks(self, scenario: ScenarioRecorder) -> list[str]:
        """Return the requests that found or changed what is somebody else's."""
        return [
            f"{one.request.method} {one.request.uri}: somebody else's object was there"
            for one in scenario.interactions.values()
            if one.response and one.response.status_code < httpx2.codes.BAD_REQUEST
            if any(theirs in one.request.uri for theirs in self._theirs.values())
        ]

    def close(self) -> None:
        """Forget the guests."""
        for one in self._guests:
            one.close()

    def _new_guest(self) -> httpx2.Client:
        self._guests.append(guest(self._url))
        return self._guests[-1]


class Owner(Role):
    """A guest for each operation, who has one of each thing; valid ids are those of the things."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._asking = cache(self._begin)

    def take_part_in(self, schema: BaseSchema) -> None:
        """Sign the requests in, and send them where something is."""
        sign_in, aim = self._session_of, self._aim

        class SignedIn:
            def get(self, case: Case[Any], _: AuthContext) -> str:
                return sign_in(case)

            def set(self, case: Case[Any], data: str, _: AuthContext) -> None:
                case.cookies[COOKIE] = data
                aim(case)

        schema.auth(refresh_interval=None)(SignedIn)

    def _session_of(self, case: Case[Any]) -> str:
        label = case.operation.label
        asking = self._new_guest() if label in ENDING else self._asking(_scope_of(case))[0]
        return asking.cookies[COOKIE]

    def _begin(self, _: str) -> tuple[httpx2.Client, dict[str, str]]:
        owner = self._new_guest()
        return owner, make_belongings(owner)

    def _aim(self, case: Case[Any]) -> None:
        """Put the ids of things that are there into a valid path."""
        if _is_aimable(case):
            _, ids = self._asking(_scope_of(case))
            case.path_parameters |= {
                name: ids[name] for name in case.path_parameters if name in ids
            }


class Stranger(Owner):
    """A guest for each operation, who asks for what is somebody else's."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._theirs = make_belongings(self._new_guest())

    def _begin(self, _: str) -> tuple[httpx2.Client, dict[str, str]]:
        return self._new_guest(), self._theirs


def _scope_of(case: Case[Any]) -> str:
    follows = case.meta is not None and case.meta.phase.name is TestPhase.STATEFUL
    return BY_ITSELF if follows else case.operation.label


def _is_aimable(case: Case[Any]) -> bool:
    if case.meta is None or case.meta.phase.name is TestPhase.STATEFUL:
        return False
    return bool(case.path_parameters) and not case.meta.is_negative_at(ParameterLocation.PATH)


ROLES: dict[str, Callable[[str], Role]] = {
    "anonymous": Role,
    "owner": Owner,
    "stranger": Stranger,
}
"""By the name that the command prints."""

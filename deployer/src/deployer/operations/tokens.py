"""Plans that wait to be carried out: each has a token that is good once, and not for long."""

import secrets
import time
from collections.abc import Callable

from deployer.frozen import Frozen
from deployer.operations.errors import RefusedError
from deployer.operations.facts import Verb
from deployer.operations.jobs import Draft, Job

LIFE_SECONDS = 600
MOST = 50
"""Plans that wait at most; the oldest gives way."""


class Promise(Frozen):
    """A plan that was shown, as it was shown."""

    job: Job
    changes: tuple[str, ...]
    digest: str
    """Of everything that the plan depends on: other inputs are another plan."""
    destructive: bool
    until: float


class Ledger:
    """Hands out tokens for plans and takes them back.

    Args:
        clock: Seconds that only ever rise.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: dict[str, Promise] = {}

    def issue(self, job: Job, draft: Draft) -> str:
        """Keep a plan and return its token."""
        now = self._clock()
        self._waiting = {key: one for key, one in self._waiting.items() if one.until > now}
        while len(self._waiting) >= MOST:
            self._waiting.pop(next(iter(self._waiting)))
        token = secrets.token_urlsafe(24)
        self._waiting[token] = Promise(
            job=job,
            changes=draft.changes,
            digest=draft.digest,
            destructive=draft.destructive,
            until=now + LIFE_SECONDS,
        )
        return token

    def look(self, token: str, verb: Verb) -> Promise:
        """Return the plan of a token without using the token up.

        Raises:
            RefusedError: It is unknown, used, too old, or for another verb.
        """
        promise = self._waiting.get(token)
        if promise is None or promise.until <= self._clock():
            self._waiting.pop(token, None)
            raise RefusedError(
                "This token is not valid.",
                cause="It is good once and for ten minutes, and only from this server.",
                cure=f"plan again: plan(verb={verb.value!r})",
            )
        if promise.job.verb is not verb:
            raise RefusedError(
                f"This token is for {promise.job.verb}, not for {verb}.",
                cause="A token allows exactly the plan that it was given with.",
                cure=f"call {promise.job.verb}, or plan again: plan(verb={verb.value!r})",
            )
        return promise

    def take(self, token: str, verb: Verb) -> Promise:
        """Use a token up and return its plan.

        Raises:
            RefusedError: As `look`.
        """
        promise = self.look(token, verb)
        del self._waiting[token]
        return promise

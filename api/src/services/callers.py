"""Who asks, for the requests that have to be fast: found once, checked by what acts for them."""

from collections import OrderedDict
from typing import Any, NamedTuple
from uuid import UUID

from src.database import Quick
from src.models.base import now
from src.services.hashes import hashed
from src.services.sessions import SEEN

MOST_REMEMBERED = 10_000
_SIGNED_IN = """
login_session JOIN account ON account.id = login_session.account_id
WHERE login_session.token_hash = %(token)s AND login_session.expires_at > %(moment)s
    AND login_session.last_seen_at > %(seen)s
"""
_FIND = f"SELECT account.id, account.time_zone FROM {_SIGNED_IN}".encode()  # noqa: S608 - our own text
CALLER = f"""
caller AS (
    SELECT account.id FROM {_SIGNED_IN}
    AND account.id = %(account_id)s AND account.time_zone = %(zone)s
)"""  # noqa: S608 - the same
"""Begins a hot statement: empty when the person is not signed in any more, or moved elsewhere."""


class Caller(NamedTuple):
    """The person behind a browser's session; as much of the account as a task needs."""

    id: UUID
    time_zone: str
    token_hash: str

    def parameters(self) -> dict[str, Any]:
        """Return what `CALLER` asks for; its `moment` is this instant for the whole statement."""
        moment = now()
        return {
            "token": self.token_hash,
            "moment": moment,
            "seen": moment - SEEN,
            "account_id": self.id,
            "zone": self.time_zone,
        }


class Callers:
    """Remembers who is behind a session, so that a statement can name them before it runs.

    Nothing is believed: each statement checks it again with `CALLER`, in the database. So a browser
    that is signed out on one replica is signed out on all of them at once.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, Caller] = OrderedDict()

    async def find(self, quick: Quick, token: str) -> Caller | None:
        """Return who is signed in with a token.

        None when nobody is, or it has to be written down: once an hour a session notes that it was
        seen, which services/sessions.py does.
        """
        token_hash = hashed(token)
        if token_hash in self._known:
            self._known.move_to_end(token_hash)
            return self._known[token_hash]
        moment = now()
        asked = {"token": token_hash, "moment": moment, "seen": moment - SEEN}
        row = await quick.row(_FIND, asked)
        if row is None:
            return None
        self._known[token_hash] = Caller(row[0], row[1], token_hash)
        if len(self._known) > MOST_REMEMBERED:
            self._known.popitem(last=False)
        return self._known[token_hash]

    def forget(self, caller: Caller) -> None:
        """Look again before the next statement."""
        self._known.pop(caller.token_hash, None)

"""Keeps what shows why a rollout failed, before a rollback takes it away."""

import base64
from datetime import UTC, datetime
from pathlib import Path

import anyio
import httpx2
from lightkube import ApiError, AsyncClient
from lightkube.resources.core_v1 import Secret

from deployer.app import PART_OF, App
from deployer.diagnosis.collect import take_snapshot
from deployer.diagnosis.redaction import HIDDEN
from deployer.settings import settings

SECONDS = 20.0
KEPT = 20
"""Files that stay; older ones go."""
SHORTEST = 6
"""Characters of a secret; what is shorter stands in too many words to be taken out."""


async def save_evidence(client: AsyncClient, app: App) -> Path | None:
    """Write a snapshot with specs, events, and the last lines of what crashed; no secret in it.

    Returns:
        The file, or None when the cluster did not tell in time.
    """
    with anyio.move_on_after(SECONDS):
        try:
            text = (await take_snapshot(client, app.namespace)).to_json().decode()
            for value in await _secret_values(client, app):
                text = text.replace(value, HIDDEN)
        except (httpx2.HTTPError, ApiError):
            return None
        folder = settings().folder("evidence")
        path = folder / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}.json"
        path.write_text(text, encoding="utf-8")
        for old in sorted(folder.glob("*.json"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return path
    return None


async def _secret_values(client: AsyncClient, app: App) -> list[str]:
    """Return the values of our Secrets, the longest first: one may stand inside another."""
    found: set[str] = set()
    async for secret in client.list(Secret, labels={PART_OF: app.name}):
        values = [base64.b64decode(one) for one in (secret.data or {}).values()]
        found |= {one.decode(errors="replace") for one in values}
    return sorted((one for one in found if len(one) >= SHORTEST), key=len, reverse=True)

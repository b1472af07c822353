"""Makes the Secrets once and keeps what was generated; values go nowhere else."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping

from lightkube import AsyncClient
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import Secret

from deployer.app import PART_OF, App
from deployer.errors import UsageError
from deployer.settings import Settings, settings
from deployer.tools.kube import if_there, labels_of_ours, meta

type Contents = dict[str, str]

GENERATED = ("TODO_SECRET_KEY", "POSTGRES_PASSWORD")
"""Keys that nobody has to choose."""


async def ensure_secrets(client: AsyncClient, app: App, *, with_database: bool) -> dict[str, str]:
    """Make or complete the Secret of each service that has one.

    Returns:
        Service to a checksum of its Secret's content, which tells nothing of the content.

    Raises:
        UsageError: A Secret of that name is there and is not ours.
    """
    database: Contents = {}
    if with_database:
        database = await _ensure(client, app, "database", {})
    given = configured(settings(), app, database.get("POSTGRES_PASSWORD", ""))
    backend = await _ensure(client, app, "backend", given)
    found = {"backend": checksum(backend)}
    return found | ({"database": checksum(database)} if database else {})


def configured(settings: Settings, app: App, password: str) -> Contents:
    """Return the backend's keys that settings decide, rather than chance.

    Args:
        settings: What the user set.
        app: Names the database's Service.
        password: That of the database in the cluster; empty when there is none.
    """
    url = settings.database_url.get_secret_value() if settings.database_url else ""
    if not url:
        url = f"postgresql://todo:{password}@{app.name}-database:5432/todo"
    return {"DATABASE_URL": url} | settings.provider_key()


def completed(required: tuple[str, ...], given: Contents, existing: Contents) -> Contents:
    """Return the content that a Secret should have: given keys win, generated ones stay."""
    kept = {key: existing[key] for key in GENERATED if key in existing and key in required}
    made = {
        key: secrets.token_urlsafe(32)
        for key in GENERATED
        if key in required and key not in existing
    }
    return {**kept, **made, **given}


def checksum(contents: Mapping[str, str]) -> str:
    """Return a digest of a Secret's content.

    Each content holds a random key of 256 bits, so that the digest cannot be used to try values.
    """
    text = json.dumps(dict(contents), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


async def _ensure(client: AsyncClient, app: App, key: str, given: Contents) -> Contents:
    name = f"{app.name}-{key}"
    secret = await if_there(client.get(Secret, name))
    if secret is not None and (meta(secret).labels or {}).get(PART_OF) != app.name:
        raise UsageError(
            f"There is a Secret {name} in namespace {app.namespace} that is not ours.",
            cause=f"It lacks the label {PART_OF}={app.name}.",
            cure=f"kubectl --namespace {app.namespace} delete secret {name}",
        )
    data = (secret.data if secret else None) or {}
    existing = {one: base64.b64decode(value).decode() for one, value in data.items()}
    wanted = completed(app.services[key].secrets.required, given, existing)
    if wanted != existing:
        await client.apply(_secret(app, key, wanted), force=True)
    return wanted


def _secret(app: App, key: str, contents: Contents) -> Secret:
    return Secret(
        metadata=ObjectMeta(
            name=f"{app.name}-{key}",
            namespace=app.namespace,
            labels=labels_of_ours(app.name, key),
        ),
        type="Opaque",
        data={one: base64.b64encode(text.encode()).decode() for one, text in contents.items()},
    )

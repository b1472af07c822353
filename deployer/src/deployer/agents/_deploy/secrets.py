"""Makes the Secrets once and keeps what was generated; values go nowhere else."""

import base64
import hashlib
import json
import secrets
from collections.abc import Collection, Mapping
from typing import NamedTuple

from lightkube import AsyncClient
from lightkube.models.meta_v1 import ObjectMeta
from lightkube.resources.core_v1 import Secret

from deployer.agents._deploy.fields import Fields, differences
from deployer.app import PART_OF, App
from deployer.deployment_facts import Action, Change
from deployer.errors import MissingError, UsageError
from deployer.profiles import BACKEND, DATABASE, DATABASE_URL, OPERATIONS
from deployer.settings import Settings, settings
from deployer.tools.kube import if_there, labels_of_ours, meta

type Contents = dict[str, str]

MCP_TOKEN, HEADER = "TODO_MCP_TOKEN", "header"
GENERATED = ("TODO_SECRET_KEY", "POSTGRES_PASSWORD", MCP_TOKEN)
"""Keys that nobody has to choose."""


class WantedSecret(NamedTuple):
    """One Secret as it should be, and as it is."""

    key: str
    """The service's name in app.yaml."""
    contents: Contents
    existing: Contents | None
    """None when there is no such Secret."""
    elsewhere: Contents
    """What its service takes from Secrets of others."""

    @property
    def checksum(self) -> str:
        """A digest of all that the service gets, which tells nothing of it."""
        return checksum({**self.contents, **self.elsewhere})


async def wanted_secrets(
    client: AsyncClient, app: App, installed: Collection[str]
) -> tuple[WantedSecret, ...]:
    """Work out the Secret of each service that has one; changes nothing.

    Args:
        client: The cluster.
        app: What is deployed.
        installed: The services that are to be there; the backend always is.

    Raises:
        UsageError: A Secret of that name is there and is not ours.
        MissingError: The profile names a Secret that is not there.
    """
    wanted = []
    password = ""
    if DATABASE in installed:
        database = await _look(client, app, DATABASE, {})
        password = database.contents.get("POSTGRES_PASSWORD", "")
        wanted.append(database)
    given = configured(settings(), app, password)
    backend = await _look(client, app, BACKEND, given)
    others = await elsewhere(client, app)
    before = backend.existing or {}
    # What serves now, and what a rollback would bring back, may still read its key here.
    kept = {key: before[key] for key in others if key in before}
    contents = {**backend.contents, **kept}
    wanted.append(backend._replace(contents=contents, elsewhere=others))
    if OPERATIONS in installed:
        wanted.append(with_header(await _look(client, app, OPERATIONS, {})))
    return tuple(wanted)


async def elsewhere(client: AsyncClient, app: App) -> Contents:
    """Return the database's address, encoded, where the profile says that another Secret has it.

    Raises:
        MissingError: There is no such Secret, or it lacks the key.
    """
    at = app.differs.database
    if at is None:
        return {}
    secret = await if_there(client.get(Secret, at.name, namespace=app.namespace))
    if secret is None or at.key not in (secret.data or {}):
        raise MissingError(
            f"There is no Secret {at.name} with the key {at.key} in namespace {app.namespace}.",
            cause=f"The profile {app.profile} takes the database's address from it.",
            cure="make the database first: docs/production.md",
        )
    return {DATABASE_URL: (secret.data or {})[at.key]}


def with_header(wanted: WantedSecret) -> WantedSecret:
    """Return the operations server's Secret with the header that its clients send."""
    header = {HEADER: f"Bearer {wanted.contents[MCP_TOKEN]}"}
    return wanted._replace(contents=wanted.contents | header)


async def ensure_secrets(
    client: AsyncClient, app: App, installed: Collection[str]
) -> dict[str, str]:
    """Make or complete the Secret of each service that has one.

    Args:
        client: The cluster.
        app: What is deployed.
        installed: The services that are to be there; the backend always is.

    Returns:
        Service to a checksum of its Secret's content, which tells nothing of the content.

    Raises:
        UsageError: A Secret of that name is there and is not ours.
    """
    wanted = await wanted_secrets(client, app, installed)
    for one in wanted:
        if one.contents != one.existing:
            await client.apply(_secret(app, one.key, one.contents), force=True)
    return {one.key: one.checksum for one in wanted}


def secret_change(app: App, wanted: WantedSecret) -> Change | None:
    """Return what would become of a Secret: names of keys, never a value."""
    name = f"Secret {app.name}-{wanted.key}"
    if wanted.existing is None:
        return Change(action=Action.CREATE, object=name)
    hidden = differences("Secret", _in_data(wanted.existing), _in_data(wanted.contents))
    return Change(action=Action.CHANGE, object=name, fields=hidden) if hidden else None


def _in_data(contents: Contents) -> Fields:
    return {f"data.{key}": value for key, value in contents.items()}


def configured(settings: Settings, app: App, password: str) -> Contents:
    """Return the backend's keys that settings decide, rather than chance.

    Args:
        settings: What the user set.
        app: Names the database's Service.
        password: That of the database in the cluster; empty when there is none.
    """
    if app.differs.database is not None:
        return settings.provider_key()
    url = settings.database_url.get_secret_value() if settings.database_url else ""
    if not url:
        url = f"postgresql://todo:{password}@{app.name}-database:5432/todo"
    return {DATABASE_URL: url} | settings.provider_key()


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


async def _look(client: AsyncClient, app: App, key: str, given: Contents) -> WantedSecret:
    name = f"{app.name}-{key}"
    secret = await if_there(client.get(Secret, name))
    if secret is not None and (meta(secret).labels or {}).get(PART_OF) != app.name:
        raise UsageError(
            f"There is a Secret {name} in namespace {app.namespace} that is not ours.",
            cause=f"It lacks the label {PART_OF}={app.name}.",
            cure=f"kubectl --namespace {app.namespace} delete secret {name}",
        )
    if secret is None:
        return WantedSecret(key, completed(app.services[key].secrets.required, given, {}), None, {})
    data = secret.data or {}
    existing = {one: base64.b64decode(value).decode() for one, value in data.items()}
    wanted = completed(app.services[key].secrets.required, given, existing)
    return WantedSecret(key, wanted, existing, {})


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

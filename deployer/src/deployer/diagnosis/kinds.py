"""Small values of a snapshot that are not objects of the API as they come."""

from datetime import datetime

import msgspec


class KeyNames(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A ConfigMap or a Secret without a single value."""

    kind: str
    namespace: str
    name: str
    keys: tuple[str, ...] = ()
    type: str = ""
    """A Secret's type, such as `kubernetes.io/dockerconfigjson`."""
    created: datetime | None = None


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One event, whichever API it came from; `kind` and `name` are of its object."""

    reason: str
    message: str = ""
    type: str = "Warning"
    kind: str = ""
    name: str = ""
    namespace: str = ""
    uid: str = ""
    """The event's own."""
    object_uid: str = ""
    count: int = 1
    first_seen: datetime | None = None
    last_seen: datetime | None = None
    reporter: str = ""
    """Who says it: `kubelet`, `default-scheduler`, …"""


class HelmRelease(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The newest revision of a Helm release, without its values."""

    name: str
    namespace: str
    revision: int = 1
    status: str = "deployed"
    description: str = ""
    """What Helm noted, such as `Upgrade "x" failed: timed out waiting for the condition`."""
    changed: datetime | None = None
    deployed: int = 0
    """The newest revision that was ever deployed; 0 when none was."""

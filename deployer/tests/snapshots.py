"""Pods and events as clusters report them; the texts are copied from real ones."""

import msgspec

from deployer.diagnosis.snapshot import ContainerState, EventState, PodState, Snapshot

NO_SUCH_HOST = (
    'failed to pull and unpack image "docker.io/library/todo-backend:nope": failed to resolve '
    'reference "docker.io/library/todo-backend:nope": failed to do request: Head '
    '"https://registry-1.docker.io/v2/library/todo-backend/manifests/nope": dial tcp: lookup '
    "registry-1.docker.io on 10.0.0.2:53: no such host"
)
QUOTA = (
    'Error creating: pods "todo-frontend-644c9b57f6-vz2lv" is forbidden: exceeded quota: todo, '
    "requested: limits.cpu=750m,limits.memory=1536Mi, used: limits.cpu=3750m,"
    "limits.memory=7680Mi, limited: limits.cpu=4,limits.memory=8Gi"
)
CONNECTION_REFUSED = (
    'psycopg.OperationalError: connection failed: connection to server at "10.96.0.7", '
    "port 5432 failed: Connection refused"
)


def container(**changes: object) -> ContainerState:
    """A container that runs well, but for the changes."""
    fields: dict[str, object] = {"name": "backend", "image": "todo-backend:1", "ready": True}
    return ContainerState.model_validate(fields | changes)


def pod(*containers: ContainerState, **changes: object) -> PodState:
    """A pod that runs well, but for the changes."""
    fields: dict[str, object] = {
        "name": "todo-backend-1",
        "uid": "uid-1",
        "component": "backend",
        "phase": "Running",
        "ready": True,
        "containers": containers or (container(),),
    }
    return PodState.model_validate(fields | changes)


def waiting(reason: str, message: str = "", **changes: object) -> Snapshot:
    """One pod whose container waits."""
    one = container(waiting=reason, message=message, ready=False, **changes)
    return Snapshot(pods=(pod(one, phase="Pending", ready=False),))


def event(reason: str, message: str, **changes: object) -> EventState:
    """A warning."""
    fields: dict[str, object] = {
        "uid": "event-1",
        "count": 1,
        "kind": "Pod",
        "name": "todo-backend-1",
        "reason": reason,
        "message": message,
    }
    return EventState.model_validate(fields | changes)


def from_api[T](kind: type[T], tree: dict[str, object]) -> T:
    """An object as the client makes it of the API's JSON."""
    return msgspec.convert(tree, kind)

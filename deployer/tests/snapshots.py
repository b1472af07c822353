"""Objects as the client makes them of the API's JSON, and texts copied from real clusters."""

import msgspec

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


def from_api[T](kind: type[T], tree: dict[str, object]) -> T:
    """An object as the client makes it of the API's JSON."""
    return msgspec.convert(tree, kind)

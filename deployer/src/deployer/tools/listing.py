"""Lists of the API, page by page and never without end."""

from typing import cast

from lightkube import AsyncClient
from lightkube.core.client import FieldSelector, LabelSelector
from lightkube.core.resource import NamespacedResource, Resource

PAGE = 500
MOST = 20_000
"""Objects of one kind; a cluster with more is looked at by namespace."""


class TooManyError(Exception):
    """There are more objects of a kind than anyone would read.

    Args:
        kind: Of what.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(f"there are more than {MOST} objects of kind {kind}")


async def every[R: Resource](
    client: AsyncClient,
    kind: type[R],
    namespace: str | None = None,
    *,
    labels: LabelSelector | None = None,
    fields: FieldSelector | None = None,
) -> list[R]:
    """Return all objects of a kind.

    Args:
        client: The cluster.
        kind: A kind that can be listed.
        namespace: Where; None for kinds of the whole cluster, `*` for all namespaces.
        labels: Labels that they carry.
        fields: Fields that they have.

    Raises:
        ApiError: The API refuses.
        TooManyError: There is no end of them.
    """
    found: list[R] = []
    # The client types namespaced and cluster-wide kinds apart; both are listed alike.
    typed = cast("type[NamespacedResource]", kind)
    async for one in client.list(
        typed, namespace=namespace, chunk_size=PAGE, labels=labels, fields=fields
    ):
        found.append(cast("R", one))
        if len(found) > MOST:
            raise TooManyError(kind.__name__)
    return found

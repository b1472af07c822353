"""Paths of the Kubernetes API that answer with text or plain JSON instead of objects."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import httpx2
from lightkube import AsyncClient
from lightkube.core.generic_client import BasicRequest

STREAM = httpx2.Timeout(10.0, read=None)
"""A quiet container is no broken connection; one that is gone is told by TCP."""


async def read_text(client: AsyncClient, path: str, params: Mapping[str, str] | None = None) -> str:
    """Return what a path answers, whole.

    Args:
        client: The cluster.
        path: Such as `api/v1/nodes/one/proxy/metrics/probes`, without a slash in front.
        params: The query.

    Raises:
        ApiError: The API refuses; httpx2.HTTPError: it does not answer.
    """
    async with _asked(client, BasicRequest("GET", path, None, dict(params or {}))) as answer:
        await answer.aread()
        return answer.text


@asynccontextmanager
async def open_lines(
    client: AsyncClient, path: str, params: Mapping[str, str]
) -> AsyncIterator[AsyncIterator[str]]:
    """Open a path that goes on answering, and hand out its lines as they come.

    Raises:
        ApiError: The API refuses; httpx2.HTTPError: it does not answer, or stops to.
    """
    request = BasicRequest("GET", path, None, dict(params), timeout=STREAM)
    async with _asked(client, request) as answer:
        yield answer.aiter_lines()


@asynccontextmanager
async def _asked(client: AsyncClient, wanted: BasicRequest) -> AsyncIterator[httpx2.Response]:
    # lightkube has no public way to ask for what is no object of a resource class.
    generic = client._client  # noqa: SLF001 - see above
    request = generic.build_adapter_request(wanted)
    answer: httpx2.Response = await generic.send(request, stream=True)  # type: ignore[no-untyped-call]
    try:
        if answer.is_error:
            await answer.aread()  # or else the reason cannot be read from the answer
        generic.raise_for_status(answer)  # type: ignore[no-untyped-call]
        yield answer
    finally:
        await answer.aclose()

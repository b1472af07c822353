"""Posts alerts to a URL of the user's, beside the monitoring and never in its way."""

import ipaddress
from collections import deque
from contextlib import suppress
from urllib.parse import urlsplit

import anyio
import httpx2

from deployer.diagnosis.redaction import clean_text
from deployer.errors import UsageError
from deployer.health import Alert

ROOM = 100
"""Alerts that wait at most; when the receiver is slower than that, the newest are dropped."""
TRIES = 4
SECONDS = 5.0
AGAIN_SECONDS = 1.0
LATER = (408, 429)
"""Timeout and too many requests: refusals that mean "later"."""


class Webhook:
    """Where alerts are posted.

    Args:
        url: `https://…`, or `http://` to this machine itself. It may hold a secret, as those of
            chat services do: no message ever shows more of it than the host.
        cluster: Told in each message.
        namespace: The same.

    Raises:
        UsageError: The URL would send alerts over the network in the clear.
    """

    def __init__(self, url: str, *, cluster: str, namespace: str) -> None:
        self._url = url
        self._where = {"cluster": cluster, "namespace": namespace}
        self.host = _checked_host(url)
        self.dropped = 0
        self.failed = 0
        """Alerts that could not be delivered."""
        self._waiting: deque[Alert] = deque()
        self._news = anyio.Event()
        self._closed = False

    def post(self, alert: Alert) -> None:
        """Take an alert; returns at once."""
        if len(self._waiting) == ROOM:
            self.dropped += 1
            return
        self._waiting.append(alert)
        self._news.set()

    def close(self) -> None:
        """Take no more alerts; `run` ends once those that wait are delivered or given up."""
        self._closed = True
        self._news.set()

    async def run(self) -> None:
        """Deliver what comes, one after the other, until `close` and all is delivered."""
        # A redirect could lead anywhere, so none is followed.
        async with httpx2.AsyncClient(timeout=SECONDS, follow_redirects=False) as client:
            while self._waiting or not self._closed:
                await self._news.wait()
                self._news = anyio.Event()
                while self._waiting:
                    if not await self._deliver(client, self._waiting[0]):
                        self.failed += 1
                    self._waiting.popleft()

    async def _deliver(self, client: httpx2.AsyncClient, alert: Alert) -> bool:
        told = {**self._where, **alert.model_dump(mode="json"), "text": clean_text(alert.text)}
        for attempt in range(TRIES):
            await anyio.sleep(AGAIN_SECONDS * (2**attempt - 1))
            with suppress(httpx2.HTTPError):
                answer = await client.post(self._url, json=told)
                if answer.is_success:
                    return True
                if not answer.is_server_error and answer.status_code not in LATER:
                    return False  # it will not like it better the next time
        return False


def _checked_host(url: str) -> str:
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not host or (parts.scheme != "https" and not (parts.scheme == "http" and _is_here(host))):
        raise UsageError(
            "The webhook's URL is not usable.",
            cause="Alerts go only over https, or over http to this machine itself.",
            cure="name an https URL",
        )
    return host


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

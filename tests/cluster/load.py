"""A steady load on the one URL, bounded in count and time."""

import threading
import time
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.request import urlopen


class Load:
    """Readers that call page and API in turn while the body of a `with` runs.

    Args:
        url: The app.
        readers: How many at once.
        pause: Seconds between two calls of one reader.
        seconds: After these it ends by itself, should nobody end it.
    """

    def __init__(
        self, url: str, *, readers: int = 4, pause: float = 0.05, seconds: float = 600
    ) -> None:
        self._urls = (f"{url}/", f"{url}/api/v1/me", f"{url}/healthz")
        self._pause = pause
        self._seconds = seconds
        self._stop = threading.Event()
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._read) for _ in range(readers)]
        self.calls = 0
        self.failures: list[str] = []

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self) -> None:
        deadline = time.monotonic() + self._seconds
        turn = 0
        while not self._stop.wait(self._pause) and time.monotonic() < deadline:
            failure = self._call(self._urls[turn % len(self._urls)])
            turn += 1
            with self._lock:
                self.calls += 1
                if failure:
                    self.failures.append(failure)

    @staticmethod
    def _call(url: str) -> str | None:
        try:
            with urlopen(url, timeout=20) as answer:  # noqa: S310 - loopback
                answer.read()
        except HTTPError as error:
            # 401 is /me's right answer for who is signed out.
            return None if error.code == 401 else f"{url}: {error.code}"
        except (URLError, OSError) as error:
            return f"{url}: {error}"
        return None

"""What all deployer tests share."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from deployer.events import Event
from deployer.settings import settings

# A slow machine makes no test fail.
hypothesis.settings.register_profile("patient", hypothesis.settings(), deadline=None)
hypothesis.settings.load_profile("patient")


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def cache_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of the test's own: nothing of the user's is read or written."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("TODO_CACHE_DIR", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()


class Heard(list[Event]):
    """Collects events."""

    def __call__(self, event: Event) -> None:
        self.append(event)

    def lines(self) -> list[str]:
        """Each event as `step phase`."""
        return [f"{event.step} {event.phase}" for event in self]


@pytest.fixture
def events() -> Heard:
    return Heard()

"""The profile that a cluster was brought up under is that of the next run there."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from deployer.pipeline.target import Target, app_for, remember
from deployer.settings import settings


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TODO_CACHE_DIR", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_nobody_named_one_so_it_is_local() -> None:
    assert app_for("minikube", None).profile == "local"


def test_it_is_remembered_for_its_cluster_and_no_other() -> None:
    remember(Target(name="my-context", profile="production"))
    assert app_for("my-context", None).profile == "production"
    assert app_for("minikube", None).profile == "local"


def test_the_one_that_is_named_wins() -> None:
    remember(Target(name="my-context", profile="production"))
    assert app_for("my-context", "local").profile == "local"
    assert app_for("minikube", "production").profile == "production"


def test_a_record_of_before_there_were_profiles_is_read() -> None:
    assert Target.model_validate_json('{"name": "minikube"}').profile == "local"

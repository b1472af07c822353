"""app.yaml is read and checked."""

from pathlib import Path

import pytest

from deployer.app import load_app
from deployer.errors import ExitCode, UsageError
from deployer.settings import ROOT


def test_the_real_one_fits_its_own_quota() -> None:
    app = load_app()
    cores = sum(_cores(one.limits.cpu) * one.replicas for one in app.services.values())
    migration = app.services["backend"].migration
    assert migration is not None
    assert cores + _cores(migration.limits.cpu) <= _cores(app.quota.cpu)


def test_every_service_has_a_build_context() -> None:
    for name, service in load_app().services.items():
        assert (service.folder / "Dockerfile").is_file(), name


def test_a_wrong_field_is_named(tmp_path: Path) -> None:
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "app.yaml"
    wrong.write_text(text.replace("replicas: 2", "replicas: many", 1), encoding="utf-8")
    with pytest.raises(UsageError, match=r"services\.backend\.replicas") as caught:
        load_app(wrong)
    assert caught.value.exit_code is ExitCode.USAGE


def test_what_is_no_quantity_is_refused_in_its_own_words(tmp_path: Path) -> None:
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "app.yaml"
    wrong.write_text(text.replace("memory: 8Gi", "memory: lots", 1), encoding="utf-8")
    with pytest.raises(UsageError, match=r"wrong at quota\.memory") as caught:
        load_app(wrong)
    assert caught.value.cause == "'lots' is no Kubernetes quantity"


def test_a_field_nobody_knows_is_refused(tmp_path: Path) -> None:
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "app.yaml"
    wrong.write_text(text + "\nreplica: 2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="replica"):
        load_app(wrong)


def test_no_yaml_and_no_file_are_told(tmp_path: Path) -> None:
    wrong = tmp_path / "app.yaml"
    with pytest.raises(UsageError):
        load_app(wrong)
    wrong.write_text("a: [", encoding="utf-8")
    with pytest.raises(UsageError):
        load_app(wrong)


def _cores(quantity: str) -> float:
    return float(quantity[:-1]) / 1000 if quantity.endswith("m") else float(quantity)

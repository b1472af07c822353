"""app.yaml is read and checked."""

from pathlib import Path

import pytest

from deployer.app import load_app
from deployer.errors import ExitCode, UsageError
from deployer.settings import ROOT, settings


def test_the_real_one_fits_its_own_quota() -> None:
    app = load_app()
    cores = sum(
        _cores(app.limits(key, tuple(app.services)).cpu) * one.replicas
        for key, one in app.services.items()
    )
    migration = app.services["backend"].migration
    assert migration is not None
    assert cores + _cores(migration.limits.cpu) <= _cores(app.quota.cpu)


def test_what_is_optional_is_installed_only_when_it_is_asked_for() -> None:
    app = load_app()
    assert app.wanted(with_database=False, with_operations=False) == ("backend", "frontend")
    assert "database" in app.wanted(with_database=True, with_operations=False)
    assert "operations" in app.wanted(with_database=True, with_operations=True)


def test_the_namespace_can_be_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODO_NAMESPACE", "todo-of-mine")
    settings.cache_clear()
    load_app.cache_clear()
    assert load_app().namespace == "todo-of-mine"
    load_app.cache_clear()


def test_every_service_has_a_build_context() -> None:
    for name, service in load_app().services.items():
        assert service.recipe.is_file(), name


def test_a_wrong_field_is_named(tmp_path: Path) -> None:
    text = (ROOT / "app.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "app.yaml"
    wrong.write_text(text.replace("replicas: 2", "replicas: many", 1), encoding="utf-8")
    line = text.partition("replicas: 2")[0].count("\n") + 1
    with pytest.raises(UsageError, match=rf"services\.backend\.replicas \(line {line}\)") as caught:
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


def test_in_development_there_is_one_pod_of_what_can_be_edited() -> None:
    app, developing = load_app(), load_app().developing()
    assert developing.services["database"] == app.services["database"]
    for key in ("backend", "frontend"):
        edited = developing.services[key]
        assert edited.development is not None
        assert (edited.replicas, edited.limits) == (1, edited.development.limits)


def test_a_development_pod_of_the_frontend_fits_beside_those_that_it_replaces() -> None:
    app, developing = load_app(), load_app().developing()
    old = app.services["frontend"]
    pods = [one.limits for one in developing.services.values()] + [old.limits] * old.replicas
    assert sum(_cores(one.cpu) for one in pods) <= _cores(app.quota.cpu)

from pathlib import Path

import pytest
from pydantic import SecretStr

from deployer.agents._deploy.plan import image_values, internet_ports, plan
from deployer.app import load_app
from deployer.profiles import under
from deployer.settings import Settings

IMAGES = {"frontend": "todo-frontend:2", "backend": "todo-backend:1", "database": "todo-database:3"}
PASSWORD = "hush-hush"


def settings(**changes: object) -> Settings:
    """Settings of a user who set nothing but the changes."""
    return Settings.model_construct(None).model_copy(update=changes)


@pytest.mark.parametrize(
    ("reference", "parts"),
    [
        ("todo-backend:abc", ("todo-backend", "abc", "")),
        ("todo-backend", ("todo-backend", "", "")),
        ("localhost:5000/todo-backend", ("localhost:5000/todo-backend", "", "")),
        ("localhost:5000/team/todo:1.2", ("localhost:5000/team/todo", "1.2", "")),
        ("ghcr.io/me/todo:1@sha256:00", ("ghcr.io/me/todo", "1", "sha256:00")),
        ("ghcr.io/me/todo@sha256:00", ("ghcr.io/me/todo", "", "sha256:00")),
    ],
)
def test_references_are_split(reference: str, parts: tuple[str, str, str]) -> None:
    values = image_values(reference)
    assert (values["repository"], values["tag"], values["digest"]) == parts


def test_what_is_needed_comes_first() -> None:
    planned = plan(load_app(), IMAGES, {}, settings())
    assert [one.key for one in planned] == ["database", "backend", "frontend"]
    assert planned[1].chart.name == "todo-backend"


def test_without_a_database_image_none_is_installed() -> None:
    images = {key: image for key, image in IMAGES.items() if key != "database"}
    assert [one.key for one in plan(load_app(), images, {}, settings())] == ["backend", "frontend"]


def test_secrets_reach_the_values_as_a_name_and_a_checksum_only() -> None:
    url = SecretStr(f"postgresql://u:{PASSWORD}@db.example:6543/d")
    key = SecretStr(PASSWORD)
    chosen = settings(database_url=url, openrouter_api_key=key, openrouter_model="m")
    planned = plan(load_app(), IMAGES, {"backend": "12ab"}, chosen)
    backend = next(one for one in planned if one.key == "backend")
    assert backend.values["existingSecret"] == "todo-backend"
    assert backend.values["secretChecksum"] == "12ab"
    assert backend.values["config"] == {"OPENROUTER_MODEL": "m"}
    assert PASSWORD not in repr(planned)
    frontend = next(one for one in planned if one.key == "frontend")
    assert "existingSecret" not in frontend.values


@pytest.mark.parametrize(
    ("database", "provider", "ports"),
    [
        ("", None, [443]),
        ("postgresql://u:p@h/d", None, [443, 5432]),
        ("postgresql://u:p@h:6543/d", "http://10.0.0.4:11434/v1", [443, 6543, 11434]),
        ("", "http://ollama.example/v1", [80, 443]),
        ("", "https://openrouter.ai/api/v1", [443]),
    ],
)
def test_only_ports_that_are_used_are_open(
    database: str, provider: str | None, ports: list[int]
) -> None:
    url = SecretStr(database) if database else None
    assert internet_ports(settings(database_url=url, openrouter_base_url=provider)) == ports


def test_the_way_to_a_collector_is_open_and_in_the_values() -> None:
    url = "http://collector.observability:4318"
    chosen = settings(otel_exporter_otlp_endpoint=url)
    backend = next(one for one in plan(load_app(), IMAGES, {}, chosen) if one.key == "backend")
    assert backend.values["config"] == {"OTEL_EXPORTER_OTLP_ENDPOINT": url}
    assert backend.values["networkPolicy"] == {"internetPorts": [443, 4318]}


def test_charts_are_those_of_the_checkout() -> None:
    for one in plan(load_app(), IMAGES, {}, settings()):
        assert isinstance(one.chart, Path)
        assert (one.chart / "Chart.yaml").is_file()


def test_in_development_there_is_one_pod_that_can_be_edited() -> None:
    planned = plan(load_app().developing(), IMAGES, {}, settings(), development=True)
    of = {one.key: one for one in planned}
    for key in ("backend", "frontend"):
        assert of[key].replicas == of[key].values["replicas"] == 1
        assert of[key].values["development"] == {"enabled": True}
    assert "development" not in of["database"].values
    assert of["frontend"].values["resources"] == {
        "limits": {"cpu": "1", "memory": "2Gi", "ephemeral-storage": "2Gi"}
    }


def test_otherwise_nothing_of_that_is_said() -> None:
    for one in plan(load_app(), IMAGES, {}, settings()):
        assert not {"development", "replicas", "resources"} & one.values.keys()


def test_a_profile_s_values_reach_the_charts_and_the_image_stays_the_built_one() -> None:
    app = under(load_app(), "production")
    images = {key: IMAGES[key] for key in app.services if key in IMAGES}
    backend, frontend = plan(app, images, {"backend": "12ab"}, settings())
    assert backend.values["autoscaling"] == {"enabled": True, "minReplicas": 2, "maxReplicas": 6}
    assert backend.values["secretRefs"] == {
        "DATABASE_URL": {"name": "todo-postgres-app", "key": "uri"}
    }
    assert backend.values["image"] == image_values(IMAGES["backend"])
    assert backend.values["existingSecret"] == "todo-backend"
    network = backend.values["networkPolicy"]
    assert isinstance(network, dict)
    assert network["internetPorts"] == [443]
    assert network["egressTo"]
    assert "secretRefs" not in frontend.values

"""What became of a checkout between two looks."""

from pathlib import Path

import pytest

from deployer.app import App, Development, Quota, Resources, Service
from deployer.errors import UsageError
from deployer.sync.checkout import Checkout

LIMITS = Resources(cpu="1", memory="1Gi")


@pytest.fixture
def app(tmp_path: Path) -> App:
    for name in ("api/src", "database"):
        (tmp_path / name).mkdir(parents=True)
    files = ("app.yaml", "api/src/main.py", "api/requirements.txt", "api/Dockerfile", "database/x")
    for name in files:
        (tmp_path / name).write_text("first")
    common = {"image": "x", "port": 1, "replicas": 1, "requests": LIMITS, "limits": LIMITS}
    editable = Development(command=("x",), sources=("src",), limits=LIMITS)
    services = {
        "backend": Service.model_validate(
            {**common, "context": tmp_path / "api", "runtime": "python", "development": editable}
        ),
        "database": Service.model_validate(
            {**common, "context": tmp_path / "database", "runtime": "postgresql"}
        ),
    }
    quota = Quota(cpu="4", memory="8Gi", pods="9")
    return App(
        name="x", namespace="x", quota=quota, services=services, source=tmp_path / "app.yaml"
    )


def test_at_first_it_has_everything_and_then_nothing_new(app: App) -> None:
    checkout = Checkout(lambda: app)
    assert checkout.sources == {"backend": {"src/main.py": b"first"}}
    change = checkout.look()
    assert (change.sources, change.fixed) == ((), ())


def test_an_edit_of_the_sources_is_to_be_sent(app: App, tmp_path: Path) -> None:
    checkout = Checkout(lambda: app)
    (tmp_path / "api" / "src" / "main.py").write_text("second")
    (tmp_path / "api" / "src" / "new.py").write_text("new")
    change = checkout.look()
    names = tuple(f"{tmp_path.as_posix()}/api/src/{name}" for name in ("main.py", "new.py"))
    assert (change.sources, change.fixed) == (names, ())
    assert checkout.sources["backend"]["src/main.py"] == b"second"


@pytest.mark.parametrize("name", ["api/requirements.txt", "api/Dockerfile", "app.yaml"])
def test_all_else_needs_another_deployment(app: App, tmp_path: Path, name: str) -> None:
    checkout = Checkout(lambda: app)
    (tmp_path / name).write_text("second")
    (named,) = checkout.look().fixed
    assert named.endswith(name)
    assert checkout.look().fixed == (), "once"


def test_what_cannot_be_edited_in_place_is_left_to_up(app: App, tmp_path: Path) -> None:
    checkout = Checkout(lambda: app)
    (tmp_path / "database" / "x").write_text("second")
    assert checkout.look().fixed == ()


def test_a_mistake_in_app_yaml_changes_nothing(app: App, tmp_path: Path) -> None:
    right = [True]

    def load() -> App:
        if not right[0]:
            raise UsageError("app.yaml is wrong.")
        return app

    checkout = Checkout(load)
    (tmp_path / "api" / "src" / "main.py").write_text("second")
    right[0] = False
    with pytest.raises(UsageError):
        checkout.look()
    assert checkout.sources == {"backend": {"src/main.py": b"first"}}
    right[0] = True
    assert len(checkout.look().sources) == 1

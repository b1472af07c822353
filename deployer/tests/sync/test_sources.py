"""What is sent into pods, and what needs another image."""

from pathlib import Path

import pytest

from deployer.app import Development, Resources, Service, load_app
from deployer.sync.sources import differences, editable, read_fixed, read_sources

LIMITS = Resources(cpu="1", memory="1Gi")


@pytest.fixture
def service(tmp_path: Path) -> Service:
    """A service whose `src` can be edited in place."""
    files = {
        ".dockerignore": "*\n!src\n!requirements.txt\n!migrations\n**/*.pyc\n",
        "Dockerfile": "FROM scratch\n",
        "requirements.txt": "a==1\n",
        "README.md": "unseen\n",
        "src/main.py": "main\n",
        "src/deep/er.py": "deep\n",
        "src/old.pyc": "cached\n",
        "migrations/1.py": "one\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text.encode())
    return Service(
        context=tmp_path,
        runtime="python",
        image="x",
        port=8000,
        replicas=2,
        requests=LIMITS,
        limits=LIMITS,
        development=Development(command=("x",), sources=("src",), limits=LIMITS),
    )


def test_what_a_build_sees_of_the_sources_is_sent(service: Service) -> None:
    assert read_sources(service) == {"src/main.py": b"main\n", "src/deep/er.py": b"deep\n"}


@pytest.mark.parametrize(
    "name", [".dockerignore", "Dockerfile", "requirements.txt", "migrations/1.py"]
)
def test_all_else_that_a_build_sees_needs_another_image(service: Service, name: str) -> None:
    before = read_fixed(service)
    with (service.folder / name).open("a") as file:
        file.write("# more\n")
    after = read_fixed(service)
    assert differences(before, after) == (f"{service.context.as_posix()}/{name}",)


@pytest.mark.parametrize("name", ["README.md", "src/main.py", "src/old.pyc"])
def test_nothing_else_does(service: Service, name: str) -> None:
    before = read_fixed(service)
    (service.folder / name).write_text("other")
    assert read_fixed(service) == before


def test_differences_are_what_is_new_gone_or_other() -> None:
    assert differences({"a": 1, "b": 1, "c": 1}, {"b": 2, "c": 1, "d": 1}) == ("a", "b", "d")


def test_of_ours_the_database_cannot_be_edited_in_place() -> None:
    services = editable(load_app().services)
    assert set(services) == {"backend", "frontend"}
    for one in services.values():
        assert read_sources(one)
        assert not any(name.partition("/")[0] == "tests" for name in read_sources(one))


def test_ours_names_what_the_plan_of_an_image_is_made_of() -> None:
    services = load_app().services
    assert {"api/requirements.txt", "api/Dockerfile"} <= read_fixed(services["backend"]).keys()
    assert {"web/package-lock.json", "web/Dockerfile"} <= read_fixed(services["frontend"]).keys()

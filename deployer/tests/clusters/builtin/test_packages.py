from pathlib import Path

import pytest

from deployer.clusters.builtin import packages
from deployer.clusters.builtin.packages import (
    MIRROR,
    choose_mirror,
    ensure_packages,
    missing,
)
from deployer.errors import MissingError
from deployer.events import Event, Phase


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        (["Debian http://deb.debian.org/debian/"], "http://deb.debian.org/debian"),
        (
            [
                "Docker https://download.docker.com/linux/debian/",
                "Debian http://security.debian.org/debian-security/",
                "Debian http://mirror.example/debian",
            ],
            "http://mirror.example/debian",
        ),
        (["Ubuntu http://archive.ubuntu.com/ubuntu/"], MIRROR),
        ([], MIRROR),
    ],
)
def test_the_machines_own_debian_mirror_is_used(targets: list[str], expected: str) -> None:
    assert choose_mirror(targets) == expected


def test_a_package_is_missing_when_its_program_or_file_is(tmp_path: Path) -> None:
    (tmp_path / "there").touch()
    wanted = {
        "has-program": "sh",
        "lacks-program": "no-such-program-anywhere",
        "has-file": str(tmp_path / "there"),
        "lacks-file": str(tmp_path / "absent"),
    }
    assert missing(wanted) == ("lacks-program", "lacks-file")


def test_a_private_apt_touches_nothing_of_the_machines(tmp_path: Path) -> None:
    options = packages._private_apt(tmp_path, "trixie", "http://mirror.example/debian")
    set_to = dict(option.split("=", 1) for option in options[1::2])
    assert set(options[::2]) == {"-o"}
    assert set_to["Dir::Etc::sourceparts"] == "-"
    for name in ("Dir::Etc::sourcelist", "Dir::State::lists", "Dir::Cache"):
        assert Path(set_to[name]).is_relative_to(tmp_path)
    source = (tmp_path / "sources.list").read_text()
    assert source.endswith("http://mirror.example/debian trixie main\n")
    assert "signed-by=" in source


@pytest.mark.anyio
async def test_nothing_runs_when_nothing_is_missing() -> None:
    seen: list[Event] = []
    await ensure_packages("tools", {"dash": "sh"}, seen.append)
    assert [event.phase for event in seen] == [Phase.STARTED, Phase.SKIPPED]


@pytest.mark.anyio
@pytest.mark.usefixtures("cache")
async def test_a_machine_without_apt_is_told_what_else_works(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(MissingError, match="needs Debian packages") as refused:
        await ensure_packages("tools", {"x": "no-such-program-anywhere"}, lambda _event: None)
    assert "minikube" in refused.value.cure

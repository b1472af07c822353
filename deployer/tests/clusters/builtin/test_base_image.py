from pathlib import Path

import pytest

from deployer.clusters.builtin import base_image
from deployer.clusters.builtin.base_image import EXCLUSIONS, SOURCES, SUITE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a tree with the kinds of files that debootstrap leaves."""
    for name in (
        "etc/hostname",
        "etc/resolv.conf",
        "usr/bin/bash",
        "usr/share/doc/bash/copyright",
        "usr/share/doc/bash/changelog.gz",
        "usr/share/man/man1/bash.1.gz",
        "usr/share/locale/de/LC_MESSAGES/bash.mo",
        "usr/share/zoneinfo/UTC",
        "var/cache/apt/pkgcache.bin",
        "var/cache/apt/archives/bash.deb",
        "var/lib/apt/lists/partial/x",
        "var/lib/apt/lists/mirror_Packages",
        "var/lib/dpkg/status",
        "var/lib/dpkg/status-old",
        "var/log/dpkg.log",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("content")
    base_image._slim(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "usr/bin/bash",
        "usr/share/doc/bash/copyright",
        "usr/share/zoneinfo/UTC",
        "var/lib/dpkg/status",
    ],
)
def test_programs_licences_and_the_package_list_stay(root: Path, name: str) -> None:
    assert (root / name).read_text() == "content"


@pytest.mark.parametrize(
    "name",
    [
        "etc/hostname",
        "usr/share/doc/bash/changelog.gz",
        "usr/share/man/man1",
        "usr/share/locale/de",
        "var/cache/apt/pkgcache.bin",
        "var/cache/apt/archives/bash.deb",
        "var/lib/apt/lists/mirror_Packages",
        "var/lib/dpkg/status-old",
        "var/log/dpkg.log",
    ],
)
def test_manuals_caches_and_logs_go(root: Path, name: str) -> None:
    assert not (root / name).exists()


def test_the_machines_name_servers_do_not_travel(root: Path) -> None:
    assert (root / "etc/resolv.conf").read_text() == ""


def test_packages_added_later_are_slim_too() -> None:
    assert "path-exclude /usr/share/man/*" in EXCLUSIONS
    # dpkg applies the last rule that matches: the exception has to follow the rule.
    assert EXCLUSIONS.index("path-exclude /usr/share/doc/*") < EXCLUSIONS.index("path-include")


def test_builds_get_security_updates() -> None:
    sources = SOURCES.format(
        mirror="http://mirror.example/debian", suite=SUITE, security="http://s"
    )
    assert f"Suites: {SUITE} {SUITE}-updates" in sources
    assert f"Suites: {SUITE}-security" in sources
    assert "{" not in sources


@pytest.mark.usefixtures("cache")
@pytest.mark.anyio
async def test_no_image_is_loaded_where_none_was_kept() -> None:
    assert not await base_image._load()

"""`--fix` installs what lacks, by the real code, from a mirror on this machine."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from deployer.clusters.base import State
from deployer.doctor import machine, repair
from deployer.doctor.repairs import TOOLS, remove_command, superseded
from deployer.events import Events, ignore
from deployer.requests import Access
from deployer.results import Repair
from deployer.settings import settings
from deployer.tools.docker import Image

PROGRAM = b"#!/bin/sh\necho v1.2.3\n"


class Mirror:
    """Publishes every program that is asked for, and its checksum."""

    def __init__(self) -> None:
        self.wrong: set[str] = set()
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path)
        path, is_sum, _ = request.path.partition(".sha256")
        content = _archive(path) if "helm" in path else PROGRAM
        if is_sum:
            digest = hashlib.sha256(content).hexdigest()
            wrong = any(name in path for name in self.wrong)
            return web.Response(text="0" * 64 if wrong else f"{digest}  {path}\n")
        return web.Response(body=content)


def _archive(path: str) -> bytes:
    platform = path.rpartition("helm-v")[2].partition("-")[2].removesuffix(".tar.gz")
    packed = io.BytesIO()
    # No time of writing inside: the same file each time it is asked for.
    with tarfile.open(fileobj=packed, mode="w") as archive:
        entry = tarfile.TarInfo(f"{platform}/helm")
        entry.size = len(PROGRAM)
        archive.addfile(entry, io.BytesIO(PROGRAM))
    return gzip.compress(packed.getvalue(), mtime=0)


@pytest.fixture
async def mirror(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Mirror]:
    """A machine without any tool, whose only way out is the mirror."""
    site = Mirror()
    app = web.Application()
    app.router.add_get("/{path:.*}", site.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setenv("TODO_DOWNLOAD_MIRROR", f"http://127.0.0.1:{runner.addresses[0][1]}")
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    settings.cache_clear()
    yield site
    await runner.cleanup()


def named(repairs: tuple[Repair, ...]) -> dict[str, Repair]:
    return {one.what: one for one in repairs}


async def test_every_tool_is_installed_once_and_its_undo_is_told(mirror: Mirror) -> None:
    made = named(await repair(None, ignore))
    assert set(made) >= {f"install {name}" for name in TOOLS}
    for name in TOOLS:
        one, path = made[f"install {name}"], settings().folder("tools", "bin") / name
        assert one.ok
        assert "127.0.0.1" in one.how
        assert path.read_bytes() == PROGRAM
        assert one.undo == f"rm {path}"
    asked = len(mirror.asked)
    assert asked == 2 * len(TOOLS)
    again = await repair(None, ignore)
    assert [one.what for one in again if one.what.startswith("install")] == []
    assert len(mirror.asked) == asked


async def test_one_that_is_not_what_was_published_is_refused_and_the_others_come(
    mirror: Mirror,
) -> None:
    mirror.wrong.add("minikube")
    made = named(await repair(None, ignore))
    assert not made["install minikube"].ok
    assert "SHA-256" in made["install minikube"].how
    assert not (settings().folder("tools", "bin") / "minikube").exists()
    assert made["install kubectl"].ok
    assert made["install helm"].ok


class Sleeping:
    """A cluster that has to be started."""

    def __init__(self) -> None:
        self.now = State.STOPPED

    async def state(self) -> State:
        return self.now

    async def prepare(self, events: Events) -> None:
        del events

    async def start(self, events: Events) -> Access:
        del events
        self.now = State.RUNNING
        return Access(kubeconfig=Path("config"), context="sleeping", cluster="minikube")


@pytest.mark.usefixtures("mirror")
async def test_the_named_cluster_is_started_and_only_when_it_sleeps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cluster = Sleeping()
    monkeypatch.setattr("deployer.doctor.repairs.find_cluster", lambda _name: cluster)
    made = named(await repair("minikube", ignore))
    assert made["start minikube"].ok
    assert made["start minikube"].undo.startswith("./todo cleanup --on minikube")
    assert "start minikube" not in named(await repair("minikube", ignore))


def image(id: str, tag: str, created: str) -> Image:  # noqa: A002 - the engine's own name
    return Image(id=id, tags=(tag,) if tag else (), size_bytes=1, layers=(), created=created)


def test_only_images_that_a_newer_one_replaced_are_superseded() -> None:
    old, new = (
        image("1", "todo-backend:a", "2026-01-01"),
        image("2", "todo-backend:b", "2026-02-01"),
    )
    other, bare = image("3", "todo-frontend:a", "2025-01-01"), image("4", "", "2020-01-01")
    assert superseded((new, old, other, bare)) == (old,)


@pytest.mark.parametrize(
    ("path", "command"),
    [
        ("/home/me/my cache/helm", "rm '/home/me/my cache/helm'"),
        ("C:/Users/me/helm.exe", 'Remove-Item "C:/Users/me/helm.exe"'),
    ],
)
def test_a_file_is_removed_in_the_words_of_its_platform(path: str, command: str) -> None:
    assert remove_command(Path(path)).replace("\\", "/") == command


async def test_the_way_out_is_told_without_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "SSL_CERT_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://me:hidden@proxy.example:3128")
    monkeypatch.setenv("PIP_INDEX_URL", "https://me:hidden@mirror.example/simple")
    monkeypatch.setenv("SSL_CERT_FILE", "/etc/office.pem")
    settings.cache_clear()
    found = (await machine.way_out()).found
    assert "https by proxy http://proxy.example:3128" in found
    assert "PyPI by https://mirror.example/simple" in found
    assert "certificates of /etc/office.pem" in found
    assert "hidden" not in found

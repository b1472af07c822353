"""Downloads, from a real server on this machine."""

import hashlib
import io
import sys
import tarfile
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from deployer.errors import DeployerError
from deployer.tools.download import download, extract
from deployer.tools.releases import Release

PROGRAM = b"#!/bin/sh\necho hello\n"


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A site that publishes a program, its checksum, and a wrong checksum."""

    async def publish(request: web.Request) -> web.Response:
        digest = hashlib.sha256(PROGRAM).hexdigest()
        published = {"tool": PROGRAM, "tool.sha256": f"{digest}  tool\n".encode()}
        published["tool.wrong"] = b"0" * 64
        name = request.match_info["name"]
        if name not in published:
            raise web.HTTPNotFound
        return web.Response(body=published[name])

    app = web.Application()
    app.router.add_get("/{name}", publish)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/tool"
    await runner.cleanup()


async def test_a_program_that_is_what_was_published_can_be_run(site: str, tmp_path: Path) -> None:
    target = tmp_path / "tool"
    await download(Release(url=site, checksum_url=f"{site}.sha256"), target)
    assert target.read_bytes() == PROGRAM
    if sys.platform != "win32":
        assert target.stat().st_mode & 0o111


async def test_a_program_that_is_not_what_was_published_is_not_kept(
    site: str, tmp_path: Path
) -> None:
    with pytest.raises(DeployerError, match="not what was published") as failure:
        await download(Release(url=site, checksum_url=f"{site}.wrong"), tmp_path / "tool")
    assert hashlib.sha256(PROGRAM).hexdigest() in failure.value.cause
    assert list(tmp_path.glob("*tool*")) == []


async def test_a_file_that_is_not_there_is_named(site: str, tmp_path: Path) -> None:
    missing = f"{site}-of-tomorrow"
    with pytest.raises(DeployerError, match="cannot be downloaded") as failure:
        await download(Release(url=missing, checksum_url=f"{site}.sha256"), tmp_path / "tool")
    assert missing in failure.value.what
    assert "404" in failure.value.cause


def test_programs_are_taken_out_of_archives() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("windows-amd64/helm.exe", PROGRAM)
    assert extract(packed.getvalue(), "windows-amd64/helm.exe") == PROGRAM
    rolled = io.BytesIO()
    with tarfile.open(fileobj=rolled, mode="w:gz") as tar:
        about = tarfile.TarInfo("linux-amd64/helm")
        about.size = len(PROGRAM)
        tar.addfile(about, io.BytesIO(PROGRAM))
    assert extract(rolled.getvalue(), "linux-amd64/helm") == PROGRAM
    with pytest.raises(KeyError):
        extract(rolled.getvalue(), "linux-amd64/other")
    assert extract(PROGRAM, "") == PROGRAM

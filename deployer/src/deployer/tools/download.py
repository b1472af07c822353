"""Fetches a published program over https and verifies its checksum before it can be run."""

import hashlib
import io
import tarfile
import zipfile
from pathlib import Path

import aiohttp

from deployer.errors import DeployerError
from deployer.tools.releases import Release

CONNECT_SECONDS = 10
TOTAL_SECONDS = 300


async def download(release: Release, target: Path) -> None:
    """Write the program of a release to a file that can be executed.

    Args:
        release: What to fetch.
        target: The program's path; appears only when it is complete and verified.

    Raises:
        DeployerError: The site cannot be reached, or the checksum differs.
    """
    timeout = aiohttp.ClientTimeout(total=TOTAL_SECONDS, sock_connect=CONNECT_SECONDS)
    try:
        # trust_env: the user's proxy, if there is one, is the only way out.
        async with aiohttp.ClientSession(timeout=timeout, trust_env=True) as session:
            expected = (await _get(session, release.checksum_url)).decode().split()[0]
            content = await _get(session, release.url)
    except (aiohttp.ClientError, TimeoutError, IndexError) as error:
        raise DeployerError(
            f"{release.url} cannot be downloaded.", cause=f"{type(error).__name__}: {error}"
        ) from error
    verify(content, expected, release.url)
    _install(extract(content, release.member), target)


def verify(content: bytes, expected: str, source: str) -> None:
    """Compare the SHA-256 of what was fetched with the published one.

    Raises:
        DeployerError: They differ: the file is damaged, or is not what was published.
    """
    actual = hashlib.sha256(content).hexdigest()
    if actual != expected.lower():
        raise DeployerError(
            f"{source} is not what was published.",
            cause=f"Its SHA-256 is {actual}, and {expected} was expected.",
            cure="try again on a network that does not change downloads",
        )


def extract(content: bytes, member: str) -> bytes:
    """Return the program inside a .tar.gz or .zip, or the content itself without a member.

    Raises:
        KeyError: The archive has no such member.
    """
    if not member:
        return content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read(member)
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        found = archive.extractfile(member)
        if found is None:
            raise KeyError(member)
        return found.read()


def _install(program: bytes, target: Path) -> None:
    fresh = target.with_name(f".{target.name}.new")
    fresh.write_bytes(program)
    fresh.chmod(0o755)
    fresh.replace(target)


async def _get(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url, raise_for_status=True) as answer:
        return await answer.read()

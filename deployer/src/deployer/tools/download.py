"""Fetches a published program over https and verifies its checksum before it can be run."""

import hashlib
import io
import ssl
import tarfile
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import anyio

from deployer.errors import DeployerError
from deployer.settings import settings
from deployer.tools.releases import Release

CONNECT_SECONDS = 10
TOTAL_SECONDS = 300
PAUSES = (1.0, 4.0)
"""Seconds before each further try of a download that was cut off."""


async def download(release: Release, target: Path) -> str:
    """Write the program of a release to a file that can be executed.

    The user's proxy, certificates and mirror are used. What was cut off is fetched again; what
    differs from its checksum is not.

    Args:
        release: What to fetch.
        target: The program's path; appears only when it is complete and verified.

    Returns:
        The address that it came from.

    Raises:
        DeployerError: The site cannot be reached, or the checksum differs.
    """
    url = mirrored(release.url)
    try:
        async with _session() as session:
            said = (await _get(session, mirrored(release.checksum_url))).decode()
            expected = said.split()[0]
            content = await _get(session, url)
    except (aiohttp.ClientError, TimeoutError, IndexError, OSError) as error:
        raise DeployerError(
            f"{url} cannot be downloaded.",
            cause=f"{type(error).__name__}: {error}",
            cure="connect to the network, or set HTTPS_PROXY or TODO_DOWNLOAD_MIRROR",
        ) from error
    verify(content, expected, url)
    try:
        program = extract(content, release.member)
    except (KeyError, OSError, tarfile.TarError, zipfile.BadZipFile) as error:
        raise DeployerError(f"{url} holds no {release.member}.", cause=str(error)) from error
    _install(program, target)
    return url


def mirrored(url: str) -> str:
    """Return where a file is fetched: from its site, or from the user's mirror of it."""
    mirror = settings().download_mirror
    if not mirror:
        return url
    parts = urlsplit(url)
    return f"{mirror.rstrip('/')}/{parts.netloc}{parts.path}"


def _session() -> aiohttp.ClientSession:
    timeout = aiohttp.ClientTimeout(total=TOTAL_SECONDS, sock_connect=CONNECT_SECONDS)
    trust = ssl.create_default_context()
    # Python 3.13 refuses authorities without a key identifier, as many offices have them.
    trust.verify_flags &= ~ssl.VERIFY_X509_STRICT
    bundle = settings().ca_bundle
    if bundle is not None and bundle.is_file():
        trust.load_verify_locations(cafile=bundle)
    # trust_env: the user's proxy, if there is one, is the only way out.
    return aiohttp.ClientSession(
        timeout=timeout, trust_env=True, connector=aiohttp.TCPConnector(ssl=trust)
    )


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
    for pause in PAUSES:
        try:
            return await _get_once(session, url)
        except (aiohttp.ClientPayloadError, aiohttp.ServerDisconnectedError, TimeoutError):
            await anyio.sleep(pause)
    return await _get_once(session, url)


async def _get_once(session: aiohttp.ClientSession, url: str) -> bytes:
    async with session.get(url, raise_for_status=True) as answer:
        return await answer.read()

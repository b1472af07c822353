"""Checks of the machine itself: disk, memory, the port, and the way out."""

import shutil
from urllib.parse import urlsplit, urlunsplit
from urllib.request import getproxies

import aiohttp
import psutil

from deployer.doctor.finding import good, lacking
from deployer.door import port as ports
from deployer.errors import FREE_SPACE, DeployerError
from deployer.local.places import places
from deployer.local.postgres_programs import find_programs
from deployer.results import Check
from deployer.settings import ROOT, settings
from deployer.tools import processes

GIB = 2**30
DISK_LOCAL_GIB = 2
DISK_CLUSTER_GIB = 15
MEMORY_LOCAL_GIB = 2
MEMORY_CLUSTER_GIB = 10
REGISTRIES = {
    "PyPI": "https://pypi.org/simple/uv/",
    "npm": "https://registry.npmjs.org/next/latest",
    "Docker Hub": "https://registry-1.docker.io/v2/",
    "GitHub": "https://github.com/",
}
"""Who is asked. With warm caches local mode needs none of them, and a mirror may stand in."""
REFUSED = 400
UNAUTHORIZED = 401
"""A registry's way of saying that it is there."""
SECONDS = 5


async def postgres() -> Check:
    """Return the PostgreSQL that local mode runs on."""
    if settings().database_url is not None:
        return good("PostgreSQL", "yours, as DATABASE_URL says", needed=True)
    try:
        return good("PostgreSQL", str(find_programs(places().database.parent)), needed=True)
    except DeployerError as error:
        return lacking("PostgreSQL", error.cause, error.cure, needed=True)


async def port() -> Check:
    """Return whether the one URL's port is free, or already ours."""
    wanted = settings().port
    held = ports.holder(wanted)
    if held is not None and held.checkout == ROOT:
        return good("Port", f"{wanted} is open: the app runs", needed=True)
    if ports.is_free(wanted):
        return good("Port", f"{wanted} is free", needed=True)
    who = processes.holder_of_port(wanted) or "another program"
    cure = f"TODO_PORT={wanted + 1} ./todo up"
    return lacking("Port", f"{wanted} is held by {who}", cure, needed=True)


async def disk() -> Check:
    """Return whether there is room for what is built and kept."""
    folder = settings().folder()
    free = shutil.disk_usage(folder).free / GIB
    found = f"{free:.0f} GiB free at {folder}"
    if free < DISK_LOCAL_GIB:
        return lacking("Disk", found, FREE_SPACE, needed=True)
    if free < DISK_CLUSTER_GIB:
        return lacking("Disk", found, f"Kubernetes wants {DISK_CLUSTER_GIB} GiB; ./todo up needs 2")
    return good("Disk", found, needed=True)


async def memory() -> Check:
    """Return whether the memory suffices for local mode, and for a cluster."""
    total = psutil.virtual_memory().total / GIB
    found = f"{total:.0f} GiB"
    if total < MEMORY_LOCAL_GIB:
        return lacking("Memory", found, "use a machine with 2 GiB or more", needed=True)
    if total < MEMORY_CLUSTER_GIB:
        return lacking("Memory", found, f"Kubernetes wants {MEMORY_CLUSTER_GIB} GiB; use local")
    return good("Memory", found, needed=True)


async def way_out() -> Check:
    """Return what stands between this machine and the registries; passwords are left out."""
    now = settings()
    proxies = {scheme: where for scheme, where in getproxies().items() if scheme != "no"}
    parts = [f"{scheme} by proxy {_public(where)}" for scheme, where in sorted(proxies.items())]
    parts += [f"certificates of {now.ca_bundle}"] if now.ca_bundle else []
    parts += [f"{name} by {_public(where)}" for name, where in _mirrors().items()]
    return good("Way out", "; ".join(parts) or "direct")


def _mirrors() -> dict[str, str]:
    """Map registries to the mirrors that the user set for them."""
    now = settings()
    mirrors = {"PyPI": now.pip_index_url, "npm": now.npm_registry, "GitHub": now.download_mirror}
    return {name: where for name, where in mirrors.items() if where}


def _public(url: str) -> str:
    """Return an address without the user and password that may stand in it."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


async def registry(name: str) -> Check:
    """Return whether one of the registries answers, or the mirror that stands in for it."""
    cure = "connect to the network, or set HTTPS_PROXY"
    timeout = aiohttp.ClientTimeout(total=SECONDS)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
            session.head(_mirrors().get(name, REGISTRIES[name]), allow_redirects=False) as answer,
        ):
            if answer.status < REFUSED or answer.status == UNAUTHORIZED:
                return good(name, "answers")
            return lacking(name, f"answers with status {answer.status}", cure)
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        return lacking(name, f"cannot be reached: {str(error) or 'no answer in time'}", cure)

"""Images of the node's own containerd: what is there, how local ones get there, how they go."""

import io
import json
import platform
import tarfile
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import anyio

from deployer.clusters import engine
from deployer.clusters.base import RoutedImage
from deployer.clusters.builtin.layout import PAUSE_IMAGE, Layout
from deployer.clusters.builtin.machine import program
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.steps import step
from deployer.tools.command import pipe, run

ROUTE = "docker save | ctr images import"
SETTLE = 10
"""Seconds until the node must know an imported image by its id."""
Inventory = dict[str, str]
"""Reference to the digest of its manifest, as the node has them."""


class NodeImages:
    """The images that pods can use.

    Args:
        layout: Where the cluster keeps its things.
    """

    def __init__(self, layout: Layout) -> None:
        self._ctr = (program("ctr"), "--address", str(layout.socket), "--namespace", "k8s.io")

    async def inventory(self) -> Inventory:
        """Return every reference that the node has."""
        return parse_inventory((await run([*self._ctr, "images", "list"])).stdout)

    async def route(self, references: Sequence[str], events: Events) -> dict[str, RoutedImage]:
        """Copy images from Docker that the node lacks, all in one stream without a file between.

        Raises:
            DeployerError: Docker has no such image, or the node ends up with another one.
        """
        with step("route images", events) as this:
            ids = {reference: await _docker_id(reference) for reference in references}
            present = await self.inventory()
            lacking = [one for one in references if not holds(present, one, ids[one])]
            if lacking:
                this.progress(f"{', '.join(lacking)}: {ROUTE}")
                await self._forget([one for one in lacking if normalized(one) in present])
                await self._import(lacking)
                present = await self._verify({one: ids[one] for one in lacking})
                this.done(", ".join(lacking))
            else:
                this.skip("the node has them")
            return {
                one: RoutedImage(
                    reference=one,
                    route=ROUTE if one in lacking else "already there",
                    loaded=one in lacking,
                    # Docker's newer image store has ids that nodes do not know.
                    image_id=ids[one] if ids[one] in present else "",
                )
                for one in references
            }

    async def remove(self, repositories: Sequence[str]) -> tuple[str, ...]:
        """Remove every image of these repositories; returns their references."""
        present = await self.inventory()
        prefixes = tuple(f"{normalized(repository)}:" for repository in repositories)
        doomed = [one for one in present if one.startswith(prefixes)]
        digests = {present[one] for one in doomed}
        # An image's id is a name of its own for the node, and would keep the content alive.
        aliases = [
            one for one, digest in present.items() if digest in digests and one not in doomed
        ]
        if doomed:
            await run([*self._ctr, "images", "remove", "--sync", *doomed, *aliases])
        return tuple(doomed)

    async def ensure_pause(self, executable: Path) -> None:
        """Give the node the image that holds each pod's namespaces, made here from one program."""
        if PAUSE_IMAGE not in await self.inventory():
            archive = image_archive(PAUSE_IMAGE, {"pause": executable.read_bytes()})
            await run([*self._ctr, "images", "import", "-"], stdin=archive)

    async def _forget(self, references: Sequence[str]) -> None:
        """Drop names that lead to older contents: moved to another, they would get no new id."""
        if references:
            await run([*self._ctr, "images", "remove", *map(normalized, references)])

    async def _import(self, references: Sequence[str]) -> None:
        save = ["docker", "save", *references]
        await pipe(save, [*self._ctr, "images", "import", "--no-unpack", "-"])

    async def _verify(self, ids: dict[str, str]) -> Inventory:
        """Return what the node has, once that is what was sent."""
        with anyio.move_on_after(SETTLE):
            while True:
                present = await self.inventory()
                if all(holds(present, reference, one) for reference, one in ids.items()):
                    return present
                await anyio.sleep(0.1)
        raise DeployerError(
            "The node holds another image than the one that was built.",
            cause=f"After the import it does not know {', '.join(ids)} by Docker's id.",
            cure="./todo down, then ./todo up --on builtin",
        )


def parse_inventory(listing: str) -> Inventory:
    """Return references and digests from the table that `ctr images list` prints."""
    rows = [line.split() for line in listing.splitlines()[1:]]  # REF TYPE DIGEST SIZE …
    return {reference: digest for reference, _type, digest, *_rest in rows}


def normalized(reference: str) -> str:
    """Return a reference as containerd writes it: `todo` is `docker.io/library/todo`."""
    first, slash, _rest = reference.partition("/")
    if slash and (first == "localhost" or "." in first or ":" in first):
        return reference
    return f"docker.io/{reference}" if slash else f"docker.io/library/{reference}"


def holds(present: Inventory, reference: str, image_id: str) -> bool:
    """Tell whether the node's image of that name is the one with that id.

    The node lists each image under its id too, so both names share a digest. Docker's newer
    image store takes the manifest's digest itself for the id.
    """
    digest = present.get(normalized(reference))
    return digest is not None and digest in {present.get(image_id), image_id}


def image_archive(reference: str, files: dict[str, bytes]) -> bytes:
    """Return an image FROM scratch as `docker save` would write it.

    The format is Docker's image specification v1.2: a manifest, a configuration and one layer.

    Args:
        reference: What it is called.
        files: Programs by their path; the first is what the image runs.
    """
    layer = _tar(files, mode=0o755)
    config = {
        "architecture": _architecture(),
        "os": "linux",
        "config": {"Entrypoint": [f"/{next(iter(files))}"]},
        "rootfs": {"type": "layers", "diff_ids": [f"sha256:{sha256(layer).hexdigest()}"]},
    }
    encoded = json.dumps(config).encode()
    name = f"{sha256(encoded).hexdigest()}.json"
    manifest = [{"Config": name, "RepoTags": [reference], "Layers": ["layer.tar"]}]
    parts = {"manifest.json": json.dumps(manifest).encode(), name: encoded, "layer.tar": layer}
    return _tar(parts, mode=0o644)


def _tar(files: dict[str, bytes], mode: int) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), mode
            archive.addfile(entry, io.BytesIO(content))
    return buffer.getvalue()


def _architecture() -> str:
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())


async def _docker_id(reference: str) -> str:
    found = await engine.image_id("docker", reference)
    if found is None:
        raise engine.missing_in_engine(reference)
    return found

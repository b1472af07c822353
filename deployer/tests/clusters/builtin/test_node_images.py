import io
import json
import tarfile
from hashlib import sha256

import pytest

from deployer.clusters.builtin.node_images import (
    holds,
    image_archive,
    normalized,
    parse_inventory,
)

LISTING = """\
REF TYPE DIGEST SIZE PLATFORMS LABELS
docker.io/library/todo-backend:abc application/vnd.docker.distribution.manifest.v2+json \
sha256:aaa 150.1 MiB linux/amd64 io.cri-containerd.image=managed
docker.io/todo-builtin/pause:local application/vnd.docker.distribution.manifest.v2+json \
sha256:bbb 1.4 MiB linux/amd64 io.cri-containerd.image=managed
sha256:c0ffee application/vnd.docker.distribution.manifest.v2+json \
sha256:aaa 150.1 MiB linux/amd64 io.cri-containerd.image=managed
"""


def test_the_nodes_table_of_images_is_understood() -> None:
    assert parse_inventory(LISTING) == {
        "docker.io/library/todo-backend:abc": "sha256:aaa",
        "docker.io/todo-builtin/pause:local": "sha256:bbb",
        "sha256:c0ffee": "sha256:aaa",
    }


def test_an_empty_table_is_understood() -> None:
    assert parse_inventory("REF TYPE DIGEST SIZE PLATFORMS LABELS\n") == {}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("todo-backend:abc", "docker.io/library/todo-backend:abc"),
        ("team/todo:1", "docker.io/team/todo:1"),
        ("localhost/todo:1", "localhost/todo:1"),
        ("localhost:5000/todo:1", "localhost:5000/todo:1"),
        ("registry.example/team/todo:1", "registry.example/team/todo:1"),
    ],
)
def test_names_are_written_as_containerd_does(reference: str, expected: str) -> None:
    assert normalized(reference) == expected


def test_the_node_holds_an_image_when_name_and_id_share_a_digest() -> None:
    assert holds(parse_inventory(LISTING), "todo-backend:abc", "sha256:c0ffee")


def test_the_same_name_with_another_content_does_not_count() -> None:
    assert not holds(parse_inventory(LISTING), "todo-backend:abc", "sha256:0ther")
    assert not holds(parse_inventory(LISTING), "todo-builtin/pause:local", "sha256:c0ffee")


def test_an_unknown_name_does_not_count() -> None:
    assert not holds(parse_inventory(LISTING), "todo-frontend:abc", "sha256:c0ffee")


def test_dockers_newer_store_uses_the_manifests_digest_as_the_id() -> None:
    assert holds(parse_inventory(LISTING), "todo-backend:abc", "sha256:aaa")


@pytest.fixture
def archive() -> dict[str, bytes]:
    content = image_archive("docker.io/example/pause:1", {"pause": b"\x7fELF program"})
    with tarfile.open(fileobj=io.BytesIO(content)) as tar:
        files = {one.name: tar.extractfile(one) for one in tar.getmembers()}
        return {name: file.read() for name, file in files.items() if file is not None}


def test_an_archive_names_its_image_configuration_and_layer(archive: dict[str, bytes]) -> None:
    [manifest] = json.loads(archive["manifest.json"])
    assert manifest["RepoTags"] == ["docker.io/example/pause:1"]
    assert set(archive) == {"manifest.json", manifest["Config"], *manifest["Layers"]}


def test_an_archives_configuration_fits_its_layer(archive: dict[str, bytes]) -> None:
    [manifest] = json.loads(archive["manifest.json"])
    config = json.loads(archive[manifest["Config"]])
    digest = sha256(archive["layer.tar"]).hexdigest()
    assert config["rootfs"]["diff_ids"] == [f"sha256:{digest}"]
    assert config["config"]["Entrypoint"] == ["/pause"]


def test_an_archives_program_is_executable(archive: dict[str, bytes]) -> None:
    with tarfile.open(fileobj=io.BytesIO(archive["layer.tar"])) as layer:
        assert layer.getmember("pause").mode == 0o755


def test_the_same_program_gives_the_same_archive() -> None:
    files = {"pause": b"program"}
    assert image_archive("a:1", files) == image_archive("a:1", files)

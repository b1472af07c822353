"""Bills of materials hold before SPDX's own library."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from spdx_tools.spdx.parser.parse_anything import parse_file
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from deployer.agents._images.contents import read_contents
from deployer.agents._images.packages import Package, Source, packages_of
from deployer.agents._images.sbom import purl, spdx
from deployer.tools.docker import Image
from tests.agents._images.archives import LIBC, NODE, WHEEL, saved

IMAGE = Image(id="sha256:" + "a1" * 32, tags=(), size_bytes=1, layers=())
MADE = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    files = {"var/lib/dpkg/status.d/libc6": LIBC, **WHEEL, **NODE}
    packages = packages_of(read_contents(saved(tmp_path, [files])))
    return dict(spdx(IMAGE, "registry.example:5000/me/todo:1.2", packages, "todo-1", MADE))


def test_it_is_valid_spdx(document: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "todo.spdx.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    read = parse_file(str(path))
    assert validate_full_spdx_document(read, "SPDX-2.3") == []
    assert read.creation_info.created == MADE.replace(tzinfo=None)


def test_it_names_the_image_and_all_that_it_contains(document: dict[str, Any]) -> None:
    whole, *parts = document["packages"]
    assert (whole["name"], whole["versionInfo"]) == ("registry.example:5000/me/todo", "1.2")
    assert whole["checksums"][0]["checksumValue"] == "a1" * 32
    assert [one["name"] for one in parts] == ["libc6", "@me/web", "deep", "Tiny.Lib"]
    contained = {one["relatedSpdxElement"] for one in document["relationships"]}
    assert contained == {one["SPDXID"] for one in parts}
    assert len(contained) == len(parts)


@pytest.mark.parametrize(
    ("source", "name", "version", "url"),
    [
        (
            Source.DEBIAN,
            "libstdc++6",
            "14.2.0-19",
            "pkg:deb/debian/libstdc%2B%2B6@14.2.0-19?arch=amd64",
        ),
        (Source.PYTHON, "Typing_Extensions", "4.15", "pkg:pypi/typing-extensions@4.15"),
        (Source.NODE, "@img/colour", "1.0.0", "pkg:npm/%40img/colour@1.0.0"),
    ],
)
def test_scanners_are_told_which_package_it_is(
    source: Source, name: str, version: str, url: str
) -> None:
    arch = "amd64" if source is Source.DEBIAN else ""
    package = Package(source=source, name=name, version=version, size_bytes=1, architecture=arch)
    assert purl(package) == url

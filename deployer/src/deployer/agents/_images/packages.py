"""The packages in an image, and what each takes of it."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from email.parser import HeaderParser
from enum import StrEnum
from pathlib import PurePosixPath

from deployer.agents._images.contents import STATUS, Contents
from deployer.frozen import Frozen

KILOBYTE = 1024
TAG = "cpython-313"
"""In the names of modules that the images' Python compiled."""


class Source(StrEnum):
    """Where a package comes from."""

    DEBIAN = "deb"
    PYTHON = "pypi"
    NODE = "npm"


class Package(Frozen):
    """One package in an image."""

    source: Source
    name: str
    version: str
    size_bytes: int
    """What it takes; of Debian's packages, what it takes where all of it is installed."""
    architecture: str = ""
    supplier: str = ""
    license: str = ""
    """As the package itself says it; often no SPDX expression."""


def packages_of(contents: Contents) -> tuple[Package, ...]:
    """Return all packages, the largest first."""
    found = [*_debian(contents), *_python(contents), *_node(contents)]
    return tuple(sorted(found, key=lambda one: (-one.size_bytes, one.source, one.name)))


def _debian(contents: Contents) -> Iterator[Package]:
    for path, text in contents.texts.items():
        if not path.startswith(STATUS):
            continue
        for paragraph in text.split("\n\n"):
            fields = HeaderParser().parsestr(paragraph)
            if "Package" not in fields or "deinstall" in fields.get("Status", ""):
                continue
            yield Package(
                source=Source.DEBIAN,
                name=fields["Package"],
                version=fields["Version"],
                size_bytes=int(fields.get("Installed-Size", "0")) * KILOBYTE,
                architecture=fields.get("Architecture", ""),
                supplier=fields.get("Maintainer", ""),
            )


def _python(contents: Contents) -> Iterator[Package]:
    for path, text in contents.texts.items():
        if not path.endswith(".dist-info/METADATA"):
            continue
        fields = HeaderParser().parsestr(text)
        record = contents.texts.get(path.removesuffix("METADATA") + "RECORD", "")
        place = PurePosixPath(path).parents[1].as_posix()
        yield Package(
            source=Source.PYTHON,
            name=fields["Name"],
            version=fields["Version"],
            size_bytes=_recorded(contents.files, place, record),
            supplier=fields.get("Author") or fields.get("Author-email") or "",
            license=fields.get("License-Expression") or "",
        )


def _recorded(files: Mapping[str, int], place: str, record: str) -> int:
    """Return the bytes of a wheel's files, those that were compiled from them included."""
    listed = {f"{place}/{row[0]}" for row in csv.reader(record.splitlines()) if row}
    compiled = {
        f"{folder}/__pycache__/{module}.{TAG}.pyc"
        for folder, module in (
            path.removesuffix(".py").rsplit("/", 1) for path in listed if path.endswith(".py")
        )
    }
    return sum(files.get(path, 0) for path in listed | compiled)


def _node(contents: Contents) -> Iterator[Package]:
    sizes: dict[str, int] = defaultdict(int)
    for path, size in contents.files.items():
        folder = _node_folder(path)
        if folder:
            sizes[folder] += size
    for folder, size in sizes.items():
        text = contents.texts.get(f"{folder}/package.json")
        about = _json(text) if text else {}
        if "name" in about and "version" in about:
            said = about.get("license")
            yield Package(
                source=Source.NODE,
                name=str(about["name"]),
                version=str(about["version"]),
                size_bytes=size,
                license=said if isinstance(said, str) else "",
            )


def _node_folder(path: str) -> str:
    """Return the folder of the innermost Node package that a file belongs to, or nothing."""
    at = path.rfind("node_modules/")
    if at < 0:
        return ""
    found = re.match(r"node_modules/((?:@[^/]+/)?[^/]+)/", path[at:])
    return path[:at] + f"node_modules/{found[1]}" if found else ""


def _json(text: str) -> Mapping[str, object]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}

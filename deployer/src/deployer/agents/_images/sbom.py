"""The bill of materials of an image, as SPDX 2.3 in JSON."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from deployer.agents._images.packages import Package, Source
from deployer.tools.docker import Image

NAMESPACE = "https://spdx.org/spdxdocs"
"""Where SPDX documents are named by custom; nothing has to answer there."""
UNKNOWN = "NOASSERTION"


def spdx(
    image: Image, reference: str, packages: Sequence[Package], tool: str, made: datetime
) -> Mapping[str, object]:
    """Return the document.

    Args:
        image: The image that was read; its id makes the document's name.
        reference: The image's name and tag.
        packages: What is in it.
        tool: Name and version of the program that read it.
        made: When.
    """
    name, _, tag = reference.rpartition(":")
    whole: dict[str, object] = {
        "SPDXID": "SPDXRef-image",
        "name": name,
        "versionInfo": tag,
        "supplier": UNKNOWN,
        "downloadLocation": UNKNOWN,
        "filesAnalyzed": False,
        "licenseConcluded": UNKNOWN,
        "licenseDeclared": UNKNOWN,
        "copyrightText": UNKNOWN,
        "primaryPackagePurpose": "CONTAINER",
        "checksums": [{"algorithm": "SHA256", "checksumValue": image.id.removeprefix("sha256:")}],
    }
    parts = sorted(packages, key=lambda one: (one.source, one.name, one.version))
    listed = {_id(one): one for one in parts}
    return {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": reference,
        "documentNamespace": f"{NAMESPACE}/{name}-{image.id.removeprefix('sha256:')}",
        "creationInfo": {
            "created": made.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: {tool}"],
        },
        "documentDescribes": ["SPDXRef-image"],
        "packages": [whole, *(_package(key, one) for key, one in listed.items())],
        "relationships": [
            {
                "spdxElementId": "SPDXRef-image",
                "relationshipType": "CONTAINS",
                "relatedSpdxElement": key,
            }
            for key in listed
        ],
    }


def _package(key: str, package: Package) -> Mapping[str, object]:
    told = f"Declared by the package: {package.license}" if package.license else UNKNOWN
    return {
        "SPDXID": key,
        "name": package.name,
        "versionInfo": package.version,
        "supplier": _supplier(package),
        "downloadLocation": UNKNOWN,
        "filesAnalyzed": False,
        "licenseConcluded": UNKNOWN,
        "licenseDeclared": UNKNOWN,
        # What a package says of its license is often no SPDX expression, so it stands as a comment.
        **({"licenseComments": told} if package.license else {}),
        "copyrightText": UNKNOWN,
        "externalRefs": [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": purl(package),
            }
        ],
    }


def purl(package: Package) -> str:
    """Return the package URL, by which scanners look up what is known to be broken."""
    version = quote(package.version, safe="")
    match package.source:
        case Source.DEBIAN:
            arch = f"?arch={package.architecture}" if package.architecture else ""
            return f"pkg:deb/debian/{quote(package.name, safe='')}@{version}{arch}"
        case Source.PYTHON:
            name = re.sub(r"[-_.]+", "-", package.name).lower()
            return f"pkg:pypi/{name}@{version}"
        case Source.NODE:
            return f"pkg:npm/{quote(package.name, safe='/')}@{version}"


def _supplier(package: Package) -> str:
    if not package.supplier:
        return UNKNOWN
    kind = "Organization" if package.source is Source.DEBIAN else "Person"
    return f"{kind}: {package.supplier.replace('<', '(').replace('>', ')')}"


def _id(package: Package) -> str:
    text = f"{package.source}-{package.name}-{package.version}"
    return "SPDXRef-" + re.sub(
        r"[^A-Za-z0-9.-]+", lambda found: f"-{found[0].encode().hex()}-", text
    )

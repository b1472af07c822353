"""Says what makes an image large, and on which line each part of it is asked for."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from deployer.agents._images.contents import Contents
from deployer.agents._images.packages import Package, Source
from deployer.app import Service
from deployer.errors import DeployerError
from deployer.results import BuiltImage, SizePart

MEGABYTE = 1_000_000
FILLS = re.compile(r"(COPY|ADD|RUN)\s", re.IGNORECASE)
"""Instructions that put files into a layer."""
SHOWN, LONGEST = 5, 80
FILES: dict[Source, tuple[tuple[str, str], ...]] = {
    # The file that asks for a package by itself comes before the one that locks all of them.
    Source.DEBIAN: (("Dockerfile", r"(^|[\s\"=]){}([\s\"\\]|$)"),),
    Source.PYTHON: (
        ("pyproject.toml", r"^\s*\"{}([\[=<>!~;\s\"]|$)"),
        ("requirements.txt", r"^{}(\[.*\])?=="),
    ),
    Source.NODE: (
        ("package.json", r"^\s*\"{}\":"),
        ("package-lock.json", r"^\s*\"node_modules/{}\":"),
    ),
}


def parts_of(
    key: str, service: Service, contents: Contents, packages: Sequence[Package]
) -> tuple[SizePart, ...]:
    """Return the layers from the bottom up, then the packages, the largest first.

    Args:
        key: The service's name in app.yaml.
        service: Where its Dockerfile and its lists of packages are.
        contents: What the image holds.
        packages: Of what it is made.
    """
    return (*_layers(key, service, contents), *_packages(key, service, packages))


def too_large(image: BuiltImage, budget: int, parts: Sequence[SizePart]) -> DeployerError:
    """Return the error for an image over its budget: what is in it, and where to change it.

    Args:
        image: The image.
        budget: Megabytes that it may have.
        parts: What it is made of.
    """
    layers = [one for one in parts if one.kind == "layer"]
    packages = [one for one in parts if one.kind != "layer"]
    excess = image.size_bytes / MEGABYTE - budget
    lines = [f"It is {excess:.1f} MB over. Its layers:", *map(_told, layers)]
    lines += ["Its largest packages:", *map(_told, packages[:SHOWN])] if packages else []
    largest = next((one for one in (*packages, *layers) if one.line), None)
    return DeployerError(
        f"The image {image.reference} is too large: "
        f"{image.size_bytes / MEGABYTE:.1f} MB of {budget} MB.",
        cause="\n".join(lines),
        cure=f"change {largest.line}   ({largest.name})" if largest else "git diff",
    )


def _layers(key: str, service: Service, contents: Contents) -> Iterator[SizePart]:
    instructions = _instructions(service)
    # The layers of a base image, whose Dockerfile is not here, come first.
    unknown = len(contents.layers) - len(instructions)
    for at, layer in enumerate(contents.layers):
        line, text = instructions[at - unknown] if at >= unknown >= 0 else (0, "base image")
        yield SizePart(
            service=key,
            kind="layer",
            name=text[:LONGEST],
            size_bytes=sum(layer.values()),
            line=f"{_place(service, service.recipe.name)}:{line}" if line else "",
        )


def _instructions(service: Service) -> list[tuple[int, str]]:
    """Return line and text of the last stage's instructions that fill a layer."""
    found: list[tuple[int, str]] = []
    goes_on = False
    for number, line in enumerate(_lines(service.recipe), 1):
        if not goes_on and re.match(r"FROM\s", line, re.IGNORECASE):
            found.clear()
        if not goes_on and FILLS.match(line):
            found.append((number, line.strip().removesuffix("\\").strip()))
        goes_on = line.rstrip().endswith("\\") or (goes_on and line.lstrip().startswith("#"))
    return found


def _packages(key: str, service: Service, packages: Sequence[Package]) -> Iterator[SizePart]:
    names = [name for places in FILES.values() for name, _ in places]
    texts = {name: _lines(service.recipe.with_name(name)) for name in names}
    for package in packages:
        line = ""
        for name, expression in FILES[package.source]:
            asks = re.compile(expression.format(_loose(package.name)), re.IGNORECASE)
            number = next((at for at, text in enumerate(texts[name], 1) if asks.search(text)), 0)
            if number:
                line = f"{_place(service, name)}:{number}"
                break
        yield SizePart(
            service=key,
            kind=package.source,
            name=f"{package.name} {package.version}",
            size_bytes=package.size_bytes,
            line=line,
        )


def _loose(name: str) -> str:
    """Return an expression for a package's name however its dashes are written."""
    return "[-_.]+".join(re.escape(part) for part in re.split(r"[-_.]+", name))


def _place(service: Service, name: str) -> str:
    """Return where in this checkout a file beside the Dockerfile is."""
    return service.named_recipe.with_name(name).as_posix()


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _told(part: SizePart) -> str:
    where = f", {part.line}" if part.line else ""
    return f"  {part.size}  {part.name}{where}"

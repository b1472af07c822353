"""Each part of an image leads to the line that asks for it."""

from pathlib import Path

import pytest

from deployer.agents._images.contents import Contents
from deployer.agents._images.packages import Package, Source
from deployer.agents._images.sizes import parts_of, too_large
from deployer.app import Resources, Service
from deployer.results import BuiltImage

DOCKERFILE = """ARG BASE=debian:trixie-slim
FROM ${BASE} AS build
RUN make
ARG PACKAGES="libc6 \\
    libstdc++6"
FROM scratch
COPY --from=build /out /
# COPY not this
RUN one && \\
    # a remark
    COPY-like words
ADD words /
"""


@pytest.fixture
def service(tmp_path: Path) -> Service:
    (tmp_path / "Dockerfile").write_text(DOCKERFILE)
    (tmp_path / "pyproject.toml").write_text('dependencies = [\n  "SQLAlchemy>=2",\n]\n')
    (tmp_path / "requirements.txt").write_text("anyio==4.1 \\\nsqlalchemy==2.1\nany-io==3\n")
    (tmp_path / "package.json").write_text('{\n  "dependencies": {\n    "next": "16"\n  }\n}\n')
    (tmp_path / "package-lock.json").write_text('{\n  "node_modules/@swc/helpers": {\n')
    limits = Resources(cpu="1", memory="1Gi")
    return Service(
        context=tmp_path,
        runtime="python",
        image="todo",
        port=1,
        replicas=1,
        requests=limits,
        limits=limits,
    )


@pytest.mark.parametrize(
    ("source", "name", "line"),
    [
        (Source.DEBIAN, "libc6", "Dockerfile:4"),
        (Source.DEBIAN, "libstdc++6", "Dockerfile:5"),
        (Source.DEBIAN, "libc", ""),
        (Source.PYTHON, "sqlalchemy", "pyproject.toml:2"),
        (Source.PYTHON, "anyio", "requirements.txt:1"),
        (Source.PYTHON, "any_io", "requirements.txt:3"),
        (Source.PYTHON, "sql", ""),
        (Source.NODE, "next", "package.json:3"),
        (Source.NODE, "@swc/helpers", "package-lock.json:2"),
    ],
)
def test_a_package_leads_to_the_line_that_names_it(
    service: Service, source: Source, name: str, line: str
) -> None:
    package = Package(source=source, name=name, version="1", size_bytes=5)
    (part,) = parts_of("backend", service, Contents((), {}, {}), [package])
    assert part.line == (f"{service.context.as_posix()}/{line}" if line else "")


def test_layers_lead_to_the_instructions_of_the_last_stage(service: Service) -> None:
    layers: tuple[dict[str, int], ...] = ({"base": 9}, {"a": 1}, {"b": 2}, {"c": 3, "d": 4})
    parts = parts_of("backend", service, Contents(layers, {}, {}), [])
    assert [(one.name, one.size_bytes, one.line.rpartition(":")[2]) for one in parts] == [
        ("base image", 9, ""),
        ("COPY --from=build /out /", 1, "7"),
        ("RUN one &&", 2, "9"),
        ("ADD words /", 7, "12"),
    ]


def test_an_image_too_large_says_by_how_much_and_what_to_change(service: Service) -> None:
    image = BuiltImage(
        service="backend", reference="todo:1", id="x", size_bytes=9_000_000, built=True, seconds=0
    )
    packages = [
        Package(source=Source.DEBIAN, name="nowhere", version="1", size_bytes=6_000_000),
        Package(source=Source.PYTHON, name="sqlalchemy", version="2.1", size_bytes=2_000_000),
    ]
    layers: tuple[dict[str, int], ...] = ({"a": 8_000_000}, {"b": 1}, {"c": 1})
    error = too_large(image, 7, parts_of("backend", service, Contents(layers, {}, {}), packages))
    assert error.what == "The image todo:1 is too large: 9.0 MB of 7 MB."
    assert error.cause.startswith("It is 2.0 MB over.")
    assert "  ≤ 6.0 MB  nowhere 1\n" in error.cause
    assert error.cure == f"change {service.context.as_posix()}/pyproject.toml:2   (sqlalchemy 2.1)"

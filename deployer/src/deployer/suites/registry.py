"""Every check and test of the project: a new one is one entry here."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from deployer.settings import ROOT

PYTHON = (sys.executable, "-m")
RUFF = str(Path(sys.executable).with_name("ruff"))
IMPORTS = str(Path(sys.executable).with_name("lint-imports"))
WEB = ROOT / "web"
SOURCES = ("api", "deployer", "tests")


@dataclass(frozen=True, kw_only=True)
class Suite:
    """One program that checks something and says so by its exit code."""

    name: str
    argv: tuple[str, ...]
    folder: Path = ROOT
    fast: bool = False
    """Part of `todo check`, the checks before each commit."""
    needs: tuple[str, ...] = ()
    """Suites that come first because this one uses what they leave."""
    web: bool = False
    """Needs Node."""
    browser: bool = False
    """Needs Chromium."""
    model: bool = False
    """Needs the small language model."""
    minutes: float = 10
    """When it is ended as hung."""
    env: dict[str, str] = field(default_factory=dict)


def pytest(name: str, *arguments: str, folder: Path = ROOT, **options: bool | float) -> Suite:
    """Return a suite that runs pytest."""
    return Suite(
        name=name,
        argv=(*PYTHON, "pytest", "-q", *arguments),
        folder=folder,
        fast=bool(options.get("fast", False)),
        web=bool(options.get("web", options.get("browser", False))),
        browser=bool(options.get("browser", False)),
        model=bool(options.get("model", False)),
        minutes=float(options.get("minutes", 10)),
    )


def npm(name: str, *arguments: str, fast: bool = False, minutes: float = 10) -> Suite:
    """Return a suite that runs an npm script of the web app."""
    argv = ("npm", *arguments)
    return Suite(name=name, argv=argv, folder=WEB, fast=fast, web=True, minutes=minutes)


SUITES: tuple[Suite, ...] = (
    Suite(name="format", argv=(RUFF, "format", "--check", *SOURCES), fast=True),
    Suite(name="lint", argv=(RUFF, "check", *SOURCES), fast=True),
    Suite(name="api types", argv=(*PYTHON, "mypy", "src", "tests"), folder=ROOT / "api", fast=True),
    Suite(
        name="deployer types",
        argv=(*PYTHON, "mypy", "src", "tests"),
        folder=ROOT / "deployer",
        fast=True,
    ),
    Suite(name="tests types", argv=(*PYTHON, "mypy", "tests"), fast=True),
    Suite(name="api imports", argv=(IMPORTS,), folder=ROOT / "api", fast=True),
    Suite(name="deployer imports", argv=(IMPORTS,), folder=ROOT / "deployer", fast=True),
    pytest(
        "deployer unit tests",
        "tests",
        "-m",
        "not engine and not cluster and not browser",
        "-n",
        "2",
        folder=ROOT / "deployer",
        fast=True,
        minutes=20,
    ),
    npm("web check", "run", "check", fast=True, minutes=20),
    # The longest come first, so that nothing waits alone for its end.
    pytest("cluster", "cluster", folder=ROOT / "tests", browser=True, minutes=70),
    pytest("api tests", "tests", "-n", "2", "--cov", folder=ROOT / "api", model=True, minutes=60),
    pytest(
        "dashboard in a browser",
        "tests/dashboard/page",
        "-m",
        "browser and not cluster",
        folder=ROOT / "deployer",
        browser=True,
    ),
    Suite(
        name="component gallery",
        argv=("npm", "run", "gallery"),
        folder=WEB,
        web=True,
        browser=True,
        minutes=30,
    ),
    pytest("local mode and browser", "e2e", folder=ROOT / "tests", browser=True, minutes=45),
    pytest("charts", "charts", folder=ROOT / "tests", minutes=15),
    pytest("faults", "faults", folder=ROOT / "tests"),
    pytest("ai clients", "ai", folder=ROOT / "tests", web=True),
)

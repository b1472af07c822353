"""One trial: the tests of a module, run on a mutant of it in a process of its own."""

import gc
import importlib.util
import os
import sys
import tempfile
from collections.abc import Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import override

import hypothesis
import pytest

from tests.postgres import create_database

API = Path(__file__).parents[2]
LIBRARIES = (
    "agents",
    "alembic.command",
    "anyio.pytest_plugin",
    "dateutil.rrule",
    "fastapi",
    "httpx2",
    "icalendar",
    "jwt.algorithms",
    "mcp.server.mcpserver",
    "prometheus_client",
    "psycopg_pool",
    "pydantic_settings.main",
    "pytest_cov.plugin",
    "schemathesis.pytest.plugin",
    "sqlalchemy.ext.asyncio",
    "sqlmodel",
    "structlog",
    "tests.mutation.trial",
    "uvicorn",
    "xdist.plugin",
)
"""What takes long to import and is no part of `src`: every trial finds it imported already."""


def run(module: str, source: str, tests: Sequence[str]) -> None:
    """Run tests on a program that stands in for a module, and exit with pytest's code.

    Args:
        module: Its name, such as `src.services.dues`.
        source: The program.
        tests: Files, from api/.
    """
    gc.freeze()  # what was imported before stays, and need not be looked through
    os.chdir(API)
    with Path(os.devnull).open("w") as nowhere, tempfile.TemporaryDirectory() as folder:
        sys.stdout = sys.stderr = nowhere
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = folder
        _search_once()
        sys.meta_path.insert(0, _StandIn(module, source))
        # No rewriting of asserts: nobody reads what a failure says.
        code = pytest.main(["-x", "-q", "--assert=plain", "-p", "no:cacheprovider", *tests])
    os._exit(code)


def prepare(server: str) -> None:
    """Make the template of the test databases."""
    os.chdir(API)
    # Only here: a trial must meet `src` with the mutant in it.
    from tests.conftest import TEMPLATE, migrate  # noqa: PLC0415

    migrate(create_database(server, TEMPLATE))


def _search_once() -> None:
    """The same examples for each mutant, and no smaller one after the first that fails."""
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
    hypothesis.settings.register_profile("mutation", phases=phases, derandomize=True, database=None)
    hypothesis.settings.load_profile("mutation")


class _StandIn(MetaPathFinder, InspectLoader):
    """Gives out a program in place of a module."""

    def __init__(self, module: str, source: str) -> None:
        self._module, self._source = module, source

    @override
    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != self._module:
            return None
        return importlib.util.spec_from_loader(fullname, self)

    @override
    def get_source(self, fullname: str) -> str:
        return self._source

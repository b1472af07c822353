"""The backend as a process of this machine."""

import sys

from deployer.app import load_app
from deployer.local.fingerprint import fingerprint
from deployer.local.places import Places
from deployer.local.plan import BACKEND, DATABASE, Service
from deployer.local.remembered import key
from deployer.settings import ROOT, settings

DRAIN_SECONDS = 5
SOURCES = ("api/src", "api/alembic", "api/alembic.ini", "uv.lock")


def backend(places: Places, port: int, database_url: str) -> Service:
    """Return how to migrate the database and run the backend."""
    return Service(
        name=BACKEND,
        argv=(sys.executable, "-m", "src.main"),
        cwd=ROOT / "api",
        env=_environment(places, port, database_url),
        version=fingerprint([ROOT / name for name in SOURCES]),
        needs=(DATABASE,),
        before=(sys.executable, "-m", "alembic", "upgrade", "head"),
        ready=f"http://127.0.0.1:{port}/health/ready",
    )


def _environment(places: Places, port: int, database_url: str) -> dict[str, str]:
    chosen = settings()
    return {
        "DATABASE_URL": database_url,
        "TODO_SECRET_KEY": key(places.state / "secret-key"),
        "TODO_ENVIRONMENT": "local",
        "TODO_DRAIN_SECONDS": str(DRAIN_SECONDS),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        **chosen.handed_on(load_app().services["backend"].optional_config),
        **chosen.provider_key(),
    }

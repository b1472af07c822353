"""The backend as a process of this machine."""

import sys

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
    optional = {
        "OPENROUTER_API_KEY": (
            chosen.openrouter_api_key.get_secret_value() if chosen.openrouter_api_key else None
        ),
        "OPENROUTER_MODEL": chosen.openrouter_model,
        "OPENROUTER_BASE_URL": chosen.openrouter_base_url,
        "OTEL_EXPORTER_OTLP_ENDPOINT": chosen.otel_exporter_otlp_endpoint,
    }
    return {
        "DATABASE_URL": database_url,
        "TODO_SECRET_KEY": key(places.state / "secret-key"),
        "TODO_ENVIRONMENT": "local",
        "TODO_DRAIN_SECONDS": str(DRAIN_SECONDS),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        **{name: value for name, value in optional.items() if value},
    }

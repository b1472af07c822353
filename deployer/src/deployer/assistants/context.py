"""Keeps AGENTS.md's technology section in step with the project's own files."""

import json
import tomllib
from pathlib import Path

from deployer.ai_facts import WrittenFacts
from deployer.app import load_app
from deployer.errors import UsageError
from deployer.results import Result, Status
from deployer.settings import ROOT

BEGIN = "<!-- technology: `./todo ai context` writes what follows -->"
END = "<!-- end of technology -->"
PYTHON = {
    "fastapi": "FastAPI",
    "sqlmodel": "SQLModel",
    "alembic": "Alembic",
    "openai-agents": "OpenAI Agents SDK",
    "mcp": "MCP SDK",
}
WEB = {"next": "Next.js", "react": "React", "typescript": "TypeScript", "tailwindcss": "Tailwind"}


def refresh(root: Path = ROOT) -> Result[WrittenFacts]:
    """Write the section anew if the files say something else than it does.

    Raises:
        UsageError: AGENTS.md has no place for it.
    """
    path = root / "AGENTS.md"
    text = path.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise UsageError(
            "AGENTS.md has no technology section.",
            cause=f"It lacks the line {BEGIN}",
            cure="git checkout AGENTS.md",
        )
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    wanted = f"{before}{BEGIN}\n{section(root)}\n{END}{after}"
    changed = wanted != text
    if changed:
        path.write_text(wanted, encoding="utf-8", newline="\n")
    return Result(
        agent="assistants",
        status=Status.DONE if changed else Status.UNCHANGED,
        summary="AGENTS.md was refreshed." if changed else "AGENTS.md is up to date.",
        facts=WrittenFacts(changed_files=("AGENTS.md",) if changed else ()),
    )


def section(root: Path = ROOT) -> str:
    """Return the section, from the lock files, app.yaml and the charts."""
    app = load_app()
    charts = sorted(one.parent.name for one in root.glob("helm/*/Chart.yaml"))
    service = ", ".join(f"{name} ({one.runtime})" for name, one in app.services.items())
    python = (root / ".python-version").read_text(encoding="utf-8").strip()
    lines = (
        f"**Technology.** Backend: Python {python}, {_python(root)}. Frontend: {_web(root)}.",
        f"Images, multi-stage onto `scratch`: {service}. Charts for Helm: {', '.join(charts)}.",
        f"Kubernetes: {_clusters()}, namespace `{app.namespace}`; minikube by default.",
        f"AI: the operations server (`./todo mcp`), {_clients()}.",
    )
    return "\n".join(lines)


def _python(root: Path) -> str:
    lock = tomllib.loads((root / "uv.lock").read_text(encoding="utf-8"))
    versions = {one["name"]: one.get("version", "") for one in lock["package"]}
    return ", ".join(f"{said} {_short(versions[name])}" for name, said in PYTHON.items())


def _web(root: Path) -> str:
    lock = json.loads((root / "web/package-lock.json").read_text(encoding="utf-8"))
    found = {name: lock["packages"][f"node_modules/{name}"]["version"] for name in WEB}
    return ", ".join(f"{said} {found[name].split('.')[0]}" for name, said in WEB.items())


def _short(version: str) -> str:
    return ".".join(version.split(".")[:2])


def _clusters() -> str:
    from deployer.clusters import CLUSTERS  # noqa: PLC0415 - slow to import

    return f"{', '.join(CLUSTERS)} or any context"


def _clients() -> str:
    from deployer.assistants.clients import CLIENTS  # noqa: PLC0415 - the same

    return ", ".join(one.name for one in CLIENTS)

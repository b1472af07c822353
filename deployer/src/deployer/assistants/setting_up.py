"""Connects a client: writes its configuration where it looks for it, and never over the user's."""

from pathlib import Path

import yaml

from deployer.ai_facts import WrittenFacts
from deployer.assistants.clients import CLIENTS, INTEGRATIONS, kubectl_ai_folder
from deployer.errors import UsageError
from deployer.results import Result, Status
from deployer.settings import ROOT


def set_up(name: str) -> Result[WrittenFacts]:
    """Connect a client.

    Returns:
        The files that were written; for a client that needs none, the command that starts it.

    Raises:
        UsageError: The user has a configuration already; says what to add to it.
    """
    client = next(one for one in CLIENTS if one.name == name)
    files = {
        "kubectl-ai": _kubectl_ai,
        "gordon": _gordon,
    }
    wanted = files[name]() if name in files else {}
    written = [path for path, text in wanted.items() if _write(path, text)]
    if not wanted:
        summary, next_step = "Nothing has to be written.", client.setup
    else:
        summary = f"Wrote {len(written)} files." if written else "It is set up already."
        next_step = "kubectl-ai --mcp-client" if name == "kubectl-ai" else "docker ai"
    return Result(
        agent="assistants",
        status=Status.DONE if written else Status.UNCHANGED,
        summary=summary,
        facts=WrittenFacts(changed_files=tuple(str(path) for path in written)),
        next_step=next_step,
    )


def _kubectl_ai() -> dict[Path, str]:
    """Return kubectl-ai's files, with the path of this checkout: it is started anywhere."""
    texts = {}
    for name in ("mcp.yaml", "tools.yaml"):
        text = (INTEGRATIONS / "kubectl-ai" / name).read_text(encoding="utf-8")
        found = yaml.safe_load(text)
        for one in found["servers"] if isinstance(found, dict) else found:
            one["command"] = one["command"].replace("./todo", str(ROOT / "todo"))
        texts[kubectl_ai_folder() / name] = yaml.safe_dump(found, sort_keys=False, width=1000)
    return texts


def _gordon() -> dict[Path, str]:
    text = (INTEGRATIONS / "gordon/gordon-mcp.yml").read_text(encoding="utf-8")
    return {ROOT / "gordon-mcp.yml": text}


def _write(path: Path, text: str) -> bool:
    """Write a file that is not there; tells whether it did."""
    if path.exists():
        if yaml.safe_load(path.read_text(encoding="utf-8")) == yaml.safe_load(text):
            return False
        raise UsageError(
            f"{path} is there already, and is left as it is.",
            cause=f"This would have to be added to it:\n{text.rstrip()}",
            cure=f"add it to {path}",
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return True

"""Writes the files of AI clients, or tells which are not as they should be."""

from pathlib import Path

from deployer.ai_facts import WrittenFacts
from deployer.assistants.files import PLUGIN_FOLDER, client_files
from deployer.results import Result, Status
from deployer.settings import ROOT

FOLDERS = (Path(".claude/agents"), Path(".claude/skills"), Path(PLUGIN_FOLDER))
"""Folders in which nothing else may be."""


def write(root: Path = ROOT, *, check: bool) -> Result[WrittenFacts]:
    """Write what differs and remove what belongs to no agent; with `check`, only compare."""
    wanted = {root / path: text for path, text in client_files().items()}
    changed = [path for path, text in wanted.items() if _differs(path, text)]
    found = {path for one in FOLDERS for path in (root / one).rglob("*") if path.is_file()}
    stale = sorted(found - wanted.keys())
    names = tuple(sorted(path.relative_to(root).as_posix() for path in (*changed, *stale)))
    if not check:
        for path in changed:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(wanted[path], encoding="utf-8", newline="\n")
        for path in stale:
            path.unlink()
    if not names:
        status, summary = Status.UNCHANGED, f"{len(wanted)} files are up to date."
    elif check:
        status = Status.FAILED
        summary = f"{len(names)} files differ from agents.yaml: {', '.join(names[:3])}."
    else:
        status, summary = Status.DONE, f"Wrote {len(names)} of {len(wanted)} files."
    return Result(
        agent="assistants",
        status=status,
        summary=summary,
        facts=WrittenFacts(changed_files=names),
        next_step="./todo ai write" if status is Status.FAILED else None,
    )


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8") != text

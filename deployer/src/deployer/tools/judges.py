"""kube-score and checkov: two programs that know what good manifests look like."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from deployer.errors import DeployerError
from deployer.frozen import Frozen
from deployer.settings import settings
from deployer.tools import programs
from deployer.tools.command import Completed, run
from deployer.tools.uv import find_uv

CHECKOV = "checkov==3.3.30"
CRITICAL = 1
"""kube-score's grades: 1 is critical, 5 a warning, 10 fine."""
SECONDS = 300.0


class Finding(Frozen):
    """One object that breaks one rule."""

    judge: str
    check: str
    """The rule's id, such as `CKV_K8S_8`."""
    kind: str
    name: str
    says: str

    def __str__(self) -> str:
        return f"{self.judge} {self.check}: {self.kind} {self.name}: {self.says}"


class Judge(Protocol):
    """A program that judges manifests."""

    name: str

    async def findings(self, files: Sequence[Path]) -> tuple[Finding, ...]:
        """Return what breaks a rule.

        Raises:
            DeployerError: It could not be had, or gave no verdict.
        """


class KubeScore:
    """kube-score; compiled from its Go module where its releases cannot be reached."""

    name = "kube-score"

    async def findings(self, files: Sequence[Path]) -> tuple[Finding, ...]:
        """Return what is critical. Files are judged one by one: they hold the same objects."""
        program = await programs.find(self.name)
        found = list[Finding]()
        for path in files:
            argv = [program, "score", "--output-format", "json", str(path)]
            found += read_kube_score(await run(argv, check=False, timeout=SECONDS))
        return tuple(found)


class Checkov:
    """checkov, in an environment of its own: what it pins fits nothing else."""

    name = "checkov"

    async def findings(self, files: Sequence[Path]) -> tuple[Finding, ...]:
        """Return what failed. Nothing is sent anywhere, and no rules are downloaded."""
        argv = [find_uv(), "tool", "run", "--quiet", "--no-config", "--python", sys.executable]
        argv += ["--from", CHECKOV, "checkov", "--framework", "kubernetes", "--skip-download"]
        argv += ["--soft-fail", "--quiet", "--compact", "--output", "json"]
        argv += [word for path in files for word in ("--file", str(path))]
        return read_checkov(await run(argv, check=False, timeout=SECONDS, env=_environment()))


def read_kube_score(done: Completed) -> tuple[Finding, ...]:
    """Return the critical findings that kube-score printed as JSON."""
    return tuple(
        Finding(
            judge=KubeScore.name,
            check=check["check"]["id"],
            kind=one["type_meta"]["kind"],
            name=one["object_meta"]["name"],
            says="; ".join(comment["summary"] for comment in check["comments"] or ()),
        )
        for one in _verdict(KubeScore.name, done)
        for check in one["checks"]
        if check["grade"] == CRITICAL and not check["skipped"]
    )


def read_checkov(done: Completed) -> tuple[Finding, ...]:
    """Return what checkov printed as failed.

    Raises:
        DeployerError: It could not read a file.
    """
    said = _verdict(Checkov.name, done)
    summary = said.get("summary", said)
    if not summary.get("passed") or summary.get("parsing_errors"):
        raise DeployerError("checkov could not judge the charts.", cause=json.dumps(summary))
    return tuple(
        Finding(
            judge=Checkov.name,
            check=one["check_id"],
            # `Deployment.todo.todo-backend`; names have dots too, kinds and namespaces none.
            kind=one["resource"].split(".")[0],
            name=one["resource"].split(".", 2)[2],
            says=one["check_name"],
        )
        for one in said.get("results", {}).get("failed_checks", ())
    )


def _verdict(judge: str, done: Completed) -> Any:  # noqa: ANN401 - JSON of another program
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise DeployerError(
            f"{judge} gave no verdict (exit code {done.code}).",
            cause=(done.stderr or done.stdout).strip()[-500:] or "It printed nothing.",
            cure="./todo chart, which asks nobody else",
        ) from error


def _environment() -> dict[str, str]:
    return {
        "UV_CACHE_DIR": str(settings().folder("uv-cache")),
        "UV_SYSTEM_CERTS": "1",
        "LOG_LEVEL": "ERROR",
    }

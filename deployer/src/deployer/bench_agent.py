"""Speaks k8s-ai-bench's agent interface: prompts on standard input, rules in place of a model.

It diagnoses the namespaces that a prompt names, applies fixes of risk `safe` where the prompt asks
for a fix, and says so. It understands nothing else: tasks that ask to create things are not for it.
"""

import re
import sys
from pathlib import Path

import anyio
import click
import yaml

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.diagnosis.snapshot import Snapshot
from deployer.errors import DeployerError, UsageError
from deployer.events import ignore
from deployer.pipeline.diagnose import look
from deployer.pipeline.fix import Place, mend
from deployer.requests import Access

HEAD = "Answered by rules, without a model (Todo Chatbot's diagnosis)."
WANTS_FIX = re.compile(
    r"\b(fix|resolve|repair|correct|solve|mend|make .* work|get .* running)", re.IGNORECASE
)
NAMED = re.compile(
    r"namespaces?\s+[`'\"]?(?P<after>[a-z0-9][a-z0-9-]*)|[`'\"](?P<before>[a-z0-9-]+)[`'\"]?\s+namespace",
    re.IGNORECASE,
)
ROUNDS = 5
"""Fixes one after the other: behind one cause there may be another."""


@click.command(context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
@click.option("--kubeconfig", type=click.Path(path_type=Path), required=True)
def main(kubeconfig: Path) -> None:
    """Answer the prompts on standard input; options of models are accepted and not used."""
    prompt = sys.stdin.read()
    try:
        access = current(kubeconfig)
        text = anyio.run(answer, access, prompt)
    except DeployerError as error:
        text = str(error)
    click.echo(f"{HEAD}\n{text}")


def current(kubeconfig: Path) -> Access:
    """Return how to reach a kubeconfig's current context.

    Raises:
        UsageError: It has none, or cannot be read.
    """
    try:
        context = yaml.safe_load(kubeconfig.read_text(encoding="utf-8"))["current-context"]
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise UsageError(f"{kubeconfig} has no current context.", cause=str(error)) from error
    return Access(kubeconfig=kubeconfig, context=str(context), cluster=str(context))


def namespaces(prompt: str) -> list[str]:
    """Return the namespaces that a prompt names; `default` when it names none."""
    found = [one["after"] or one["before"] for one in NAMED.finditer(prompt)]
    return list(dict.fromkeys(found)) or ["default"]


async def answer(access: Access, prompt: str) -> str:
    """Diagnose, and mend if asked to; returns what was found and done."""
    lines: list[str] = []
    for namespace in namespaces(prompt):
        lines += await _one(access, namespace, fix=bool(WANTS_FIX.search(prompt)))
    return "\n".join(lines)


async def _one(access: Access, namespace: str, *, fix: bool) -> list[str]:
    lines: list[str] = []
    tried: set[str] = set()
    for _ in range(ROUNDS):
        snapshot = await look(access, namespace)
        found = diagnose(snapshot)
        lines += [] if lines else told(found)
        problem = next((one for one in found.problems if _is_safe(one, tried)), None)
        if not fix or problem is None:
            break
        tried.add(str(problem.finding))
        lines.append(await _mended(access, snapshot, problem))
    return lines


async def _mended(access: Access, snapshot: Snapshot, problem: Problem) -> str:
    try:
        result = await mend(Place(access), snapshot, problem, lambda _: True, ignore)
    except DeployerError as error:
        return f"Not fixed: {error}"
    return result.summary


def _is_safe(problem: Problem, tried: set[str]) -> bool:
    fix = problem.finding.fix
    fits = fix is not None and fix.automatic and fix.risk == "safe"
    return fits and str(problem.finding) not in tried


def told(found: Diagnosis) -> list[str]:
    """Return the root causes as lines, each with its evidence."""
    lines = [f"Namespace {found.namespace}: {len(found.problems)} root causes."]
    for one in found.problems:
        lines.append(f"{one.id} {one.finding.severity} {one.finding}")
        lines += [f"   {item.what} = {item.value}" for item in one.finding.evidence]
    return lines


if __name__ == "__main__":
    main()

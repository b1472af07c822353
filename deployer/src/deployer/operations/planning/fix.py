"""fix: what helps against one finding, as the rule that found it says."""

import shlex

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.fixing import Fixer, check
from deployer.diagnosis.problem import Problem
from deployer.errors import UsageError
from deployer.events import Events
from deployer.operations.errors import RefusedError
from deployer.operations.jobs import Draft, Job, Work
from deployer.operations.pin import Pin
from deployer.pipeline.diagnose import last_report, look
from deployer.pipeline.fix import FixRequest, chosen, fix
from deployer.results import AnyResult
from deployer.tools.kube import connect


async def _draft(job: Job, pin: Pin, events: Events) -> Draft:
    del events
    access = await pin.access()
    problem = await _problem(job, pin)
    wanted = check(problem.finding.fix)
    if pin.in_pod and wanted.patch is None:
        raise RefusedError(
            "This fix needs kubectl or helm, which this server does not have.",
            cause=f"It runs in a pod, and the fix is: {shlex.join(wanted.command)}",
            cure=f"let the person run it, or: ./todo fix {problem.id}",
        )
    async with connect(access, pin.namespace) as client:
        difference = await Fixer(client, access, pin.cluster().tool_folders).preview(wanted)
    changes = (f"{problem.finding}", wanted.summary, *difference.splitlines())
    return Draft(changes, wanted.model_dump(mode="json"), wanted.risk == "destructive")


async def _problem(job: Job, pin: Pin) -> Problem:
    found = diagnose(await look(await pin.access(), pin.namespace))
    return chosen(found, last_report(pin.namespace), _named(job))


def _named(job: Job) -> str:
    if job.finding is None:
        raise UsageError(
            "It is not said what to fix.",
            cause="A fix is for one finding.",
            cure="call diagnose, then plan(verb='fix', finding='F1')",
        )
    return job.finding


async def _do(job: Job, pin: Pin, events: Events) -> AnyResult:
    await pin.access()
    request = FixRequest(finding=_named(job), namespace=pin.namespace, on=pin.name)
    # Whoever had to agree has: the token is for just this fix, and a person said yes if it loses
    # something.
    return await fix(request, lambda _: True, events)


FIX = Work(
    _draft, _do, lambda job, pin: shlex.join(["./todo", "fix", _named(job), "--on", str(pin.name)])
)

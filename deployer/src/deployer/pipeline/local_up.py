"""Brings the app up as processes of this machine."""

import time

from deployer.events import Events
from deployer.local.deployment import LocalDeployment
from deployer.pipeline.target import LOCAL, Target, remember
from deployer.results import LocalFacts, Result, Status


async def up_local(events: Events, *, why: str = "") -> Result[LocalFacts]:
    """Run backend, frontend and PostgreSQL as processes of this machine.

    Args:
        events: Who listens.
        why: Why this machine was chosen, when the user did not ask for it.
    """
    started = time.monotonic()
    facts = await LocalDeployment().up(events)
    remember(Target(name=LOCAL))
    hint = f" {why}" if why else ""
    return Result(
        agent="pipeline",
        status=Status.DONE,
        summary=f"The app runs on this machine.{hint}",
        facts=facts,
        next_step="./todo up --on minikube puts it on Kubernetes; ./todo down stops it",
        seconds=time.monotonic() - started,
    )

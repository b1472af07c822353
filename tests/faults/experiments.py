"""What can happen to a deployment half-way, as experiments that count: tried, held, why not."""

import base64
import gzip
import json
import random
import signal
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import anyio

from deployer.clusters import find_cluster
from deployer.tools.lease import OPERATOR
from deployer.tools.operator import Operator, this_machine
from deployer.tools.processes import ProcessId
from tests.cluster.load import Load
from tests.faults.away import wire_to
from tests.faults.subject import PENDING, Ended, Subject, orphans

FAILED, INTERRUPTED, TERMINATED = 1, 130, 143
GONE = ProcessId(pid=2**22 - 3, started=1.0)
"""A process that nobody has."""
LONGEST_LOAD_SECONDS = 7200.0
"""Readers that ended before the last upgrade would say nothing of it."""
MORE_LOAD_SECONDS = 900.0
"""How long requests go on after the last upgrade, until there are enough."""
WHOLE_SECONDS = 30.0
"""About what a deployment with work to do takes; random instants fall into this."""


@dataclass
class Outcome:
    """How often something was tried, and what did not hold."""

    name: str
    tried: int = 0
    wrong: list[str] = field(default_factory=list)
    figures: list[float] = field(default_factory=list)
    """Seconds, or counts, for the table."""

    def note(self, what: str, faults: list[str]) -> None:
        """Add one attempt."""
        self.tried += 1
        if faults:
            self.wrong.append(f"{what}: {'; '.join(faults)}")

    @property
    def held(self) -> int:
        """How many attempts held."""
        return self.tried - len(self.wrong)


def _must_end_well(ended: Ended) -> list[str]:
    return [] if ended.code == 0 else [f"exit {ended.code}: {ended.said[-400:]}"]


def _rerun(subject: Subject) -> list[str]:
    """Deploy once more, as a person would; return what is not as it should be."""
    return _must_end_well(subject.start().wait()) + subject.wrong()


def killed_at_events(subject: Subject, events: Iterator[int]) -> Outcome:
    """SIGKILL at certain events, then a plain rerun."""
    outcome = Outcome("killed at a step, run again")
    for at in events:
        subject.add_task()
        subject.start(at=at).wait()
        outcome.note(f"event {at}", _rerun(subject))
    return outcome


def killed_at_random(subject: Subject, count: int, seed: int) -> Outcome:
    """SIGKILL at random instants, then a plain rerun."""
    outcome, dice = Outcome(f"killed at random (seed {seed}), run again"), random.Random(seed)
    for _ in range(count):
        subject.add_task()
        after = dice.uniform(0, WHOLE_SECONDS)
        running = subject.start()
        time.sleep(after)
        running.process.kill()
        running.wait()
        outcome.note(f"after {after:.2f} s", _rerun(subject))
    return outcome


def asked_to_end(subject: Subject, count: int, seed: int) -> Outcome:
    """SIGINT and SIGTERM in turn: the right exit code, soon, and no process left behind."""
    outcome, dice = Outcome(f"SIGINT, SIGTERM (seed {seed})"), random.Random(seed)
    kinds = ((signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED))
    # A shell lets what it starts in the background ignore SIGINT, and so would our children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in range(count):
        kind, code = kinds[number % 2]
        after = dice.uniform(3, WHOLE_SECONDS / 2)
        running = subject.start("deploy", "--on", subject.on)
        time.sleep(after)
        if running.process.poll() is not None:
            running.wait()
            continue  # it was done before it could be asked
        asked = time.monotonic()
        running.process.send_signal(kind)
        ended = running.wait()
        outcome.figures.append(time.monotonic() - asked)
        faults = orphans()
        if ended.code != code:
            faults.append(f"exit {ended.code}: {ended.said[-300:]}")
        outcome.note(f"{kind.name} after {after:.1f} s", faults)
    outcome.note("afterwards", _rerun(subject))
    return outcome


def forged_pending(subject: Subject, each: int) -> Outcome:
    """A release that a dead helm left pending, of each kind: freed, and nothing doubled."""
    outcome = Outcome("forged pending-install, -upgrade, -rollback")
    for status in PENDING:
        for _ in range(each):
            forge_dead_holder(subject)
            forge_pending(subject, "todo-backend", status)
            outcome.note(
                status, _must_end_well(subject.start(change=False).wait()) + subject.wrong()
            )
    return outcome


def living_pending(subject: Subject) -> Outcome:
    """A pending release of somebody unknown: refused and named, for nothing proves him dead."""
    outcome = Outcome("pending and perhaps alive: refused")
    subject.kubectl.run("delete", "lease", "todo-deployer", "--ignore-not-found")
    name = forge_pending(subject, "todo-frontend", PENDING[1])
    ended = subject.start(change=False).wait()
    faults = [] if ended.code == FAILED else [f"exit {ended.code}"]
    faults += [] if "somebody's helm is at work" in ended.said else [ended.said[-300:]]
    subject.kubectl.run("delete", "secret", name)
    outcome.note("unknown holder", faults + subject.wrong())
    return outcome


def two_operators(subject: Subject, count: int) -> Outcome:
    """Two at once: one wins, the other is told who is at work and touches nothing."""
    outcome = Outcome("two operators: one winner")
    for number in range(count):
        both = [subject.start(), subject.start()]
        ended = [one.wait() for one in both]
        codes = sorted(one.code for one in ended)
        faults = [] if codes == [0, FAILED] else [f"exit codes {codes}"]
        names = [f"process {one.process.pid}" for one in both]
        loser = next((one for one in ended if one.code == FAILED), None)
        if loser and not any(f"({name}) is at work" in loser.said for name in names):
            faults.append(loser.said[-300:])
        outcome.note(f"round {number + 1}", faults + subject.wrong())
    return outcome


def api_away(subject: Subject, seconds: float, count: int, seed: int) -> Outcome:
    """The API server goes away in the middle: the deployment rides through, without a rerun."""
    outcome, dice = Outcome(f"API away {seconds:.0f} s (seed {seed})"), random.Random(seed)
    access = anyio.run(find_cluster(subject.on).access)
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(count):
            after = dice.uniform(2, WHOLE_SECONDS / 2)
            with wire_to(access.kubeconfig, Path(folder)) as (wire, through):
                running = subject.start(kubeconfig=str(through))
                time.sleep(after)
                wire.cut(seconds)
                ended = running.wait()
            outcome.note(f"after {after:.1f} s", _must_end_well(ended) + subject.wrong())
    return outcome


def upgrades_under_load(subject: Subject, count: int, requests: int) -> Outcome:
    """Rolling upgrades one after another, while people use it: no request fails."""
    outcome = Outcome("rolling upgrades under load: failed requests")
    with Load(subject.url, readers=8, pause=0.02, seconds=LONGEST_LOAD_SECONDS) as load:
        for number in range(count):
            outcome.note(f"upgrade {number + 1}", _must_end_well(subject.start().wait()))
        deadline = time.monotonic() + MORE_LOAD_SECONDS
        while load.calls < requests and time.monotonic() < deadline:
            time.sleep(1)
    outcome.figures = [float(load.calls)]
    few = [] if load.calls >= requests else [f"only {load.calls} of {requests}"]
    outcome.note("requests", few + load.failures[:5])
    return outcome


def broken(subject: Subject, name: str, fault: object, cause: str) -> Outcome:
    """A deployment that cannot work: the cause is named, and what served goes on serving."""
    outcome = Outcome(f"{name}: cause named, old pods serve")
    with Load(subject.url) as load:
        ended = subject.start(fault=fault).wait()
    outcome.figures = [ended.seconds]
    faults = load.failures[:3]
    if ended.code == 0:
        faults.append("it was called a success")
    if cause.lower() not in ended.said.lower() or "was rolled back to" not in ended.said:
        faults.append(f"not told {cause!r}, or not rolled back: {ended.said[-900:]}")
    outcome.note(name, faults + subject.wrong())
    return outcome


def missing_image(subject: Subject) -> Outcome:
    """An image that nobody built."""
    fault = {"images": {"backend": "todo-backend:nobody-built-this"}}
    return broken(subject, "missing image", fault, "todo-backend:nobody-built-this")


def bad_migration(subject: Subject) -> Outcome:
    """A migration that cannot even start: the frontend's image has no Python."""
    fault = {"images": {"backend": subject.images()["frontend"]}}
    return broken(subject, "broken migration", fault, "python3")


def crash_loop(subject: Subject) -> Outcome:
    """A program that ends as soon as it starts: the backend without its settings."""
    fault = {"images": {"frontend": subject.images()["backend"]}}
    return broken(subject, "crash loop", fault, "todo-frontend")


def out_of_memory(subject: Subject) -> Outcome:
    """A program that needs more memory than it may have."""
    return broken(subject, "out of memory", {"memory": {"frontend": "24Mi"}}, "memory")


def forge_dead_holder(subject: Subject) -> None:
    """Put the lease there as an operator of this machine left it who was killed."""
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    dead = Operator(name="somebody (process 7)", machine=this_machine(), process=GONE)
    lease = {
        "apiVersion": "coordination.k8s.io/v1",
        "kind": "Lease",
        "metadata": {"name": "todo-deployer", "annotations": {OPERATOR: dead.model_dump_json()}},
        "spec": {
            "holderIdentity": dead.name,
            "acquireTime": now,
            "renewTime": now,
            "leaseDurationSeconds": 45,
        },
    }
    subject.kubectl.run("delete", "lease", "todo-deployer", "--ignore-not-found")
    subject.kubectl.run("create", "--filename", "-", stdin=json.dumps(lease))


def forge_pending(subject: Subject, release: str, status: str) -> str:
    """Put a revision there as a helm leaves it that dies; returns its Secret's name."""
    selector = f"owner=helm,name={release}"
    found = subject.kubectl.get("secrets", "--selector", selector)["items"]
    last: dict[str, Any] = max(found, key=lambda one: int(one["metadata"]["labels"]["version"]))
    record = json.loads(
        gzip.decompress(base64.b64decode(base64.b64decode(last["data"]["release"])))
    )
    record["version"] += 1
    record["info"] |= {"status": status, "last_deployed": datetime.now(UTC).isoformat()}
    packed = base64.b64encode(gzip.compress(json.dumps(record).encode()))
    name = f"sh.helm.release.v1.{release}.v{record['version']}"
    labels = last["metadata"]["labels"] | {"status": status, "version": str(record["version"])}
    secret = {
        "apiVersion": "v1",
        "kind": "Secret",
        "type": last["type"],
        "metadata": {"name": name, "labels": labels},
        "data": {"release": base64.b64encode(packed).decode()},
    }
    subject.kubectl.run("create", "--filename", "-", stdin=json.dumps(secret))
    return name

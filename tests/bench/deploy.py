"""How long deploying takes, beside the same work by hand; prints a table of ratios.

    python -m tests.bench.deploy --on builtin
    python -m tests.bench.deploy --on builtin --only help --only unchanged --rounds 5

Both sides of a row run in turn, so that whatever else the machine does meets both. `cold` builds
every image anew, twice, and removes the releases: it takes many minutes and is only run when named.
So is `dev`, for which the app is deployed for development, and then as it was.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import anyio

from deployer.agents.docker_build_optimizer import DockerBuildOptimizer
from deployer.app import load_app
from deployer.clusters import find_cluster
from deployer.events import ignore
from deployer.requests import BuildRequest
from deployer.tools import programs
from tests.development import Session, developing
from tests.todo import ROOT

SERVICES = ("backend", "frontend")
TODO = (sys.executable, "-m", "deployer")
EDITED = ROOT / "api" / "src" / "main.py"
FOLLOWED = (
    ("api/src/agent/assistant.py", "The offline assistant answers:", "/api/v1/assistant", "≤ 2 s"),
    ("web/src/app/layout.tsx", "Todo Chatbot", "/", "≤ 3 s"),
)
"""A file, a text in it, where that is answered, and how soon."""
WHEN_NAMED = ("dev", "cold")
HELP_SECONDS, UNCHANGED_SECONDS = 0.25, 3.0


@dataclass
class Row:
    """One line of the table; seconds, the median of all rounds."""

    what: str
    ours: float
    theirs: float | None
    bound: str

    def __str__(self) -> str:
        beside = f"{self.theirs:8.2f} s" if self.theirs is not None else " " * 10
        ratio = f"{self.ours / self.theirs:6.2f}x" if self.theirs else " " * 7
        return f"{self.ours:8.2f} s {beside} {ratio}  {self.bound:<18} {self.what}"


class Bench:
    """The cluster, and the same steps by hand.

    Args:
        on: The cluster, as `--on` names it.
        rounds: How often each side runs.
    """

    def __init__(self, on: str, rounds: int) -> None:
        self._cluster = find_cluster(on)
        self._access = anyio.run(self._cluster.access)
        self._helm = anyio.run(programs.find, "helm", self._cluster.tool_folders)
        self._rounds = rounds
        self._on = on

    def help_page(self) -> Row:
        """The start of the command line."""
        ours = [_timed(lambda: _run(*TODO, "--help")) for _ in range(5 * self._rounds)]
        return Row("todo --help", median(ours), None, f"≤ {HELP_SECONDS} s")

    def unchanged(self) -> Row:
        """Nothing to do, beside two bare helm calls that have nothing to do either."""
        values = {service: self._values(service) for service in SERVICES}
        self._up()
        ours, theirs = [], []
        for _ in range(self._rounds):
            ours.append(_timed(self._up))
            theirs.append(_timed(lambda: self._upgrade_all(values)))
        bound = f"≤ 1.5x, ≤ {UNCHANGED_SECONDS:.0f} s"
        return Row("todo up, nothing changed / helm twice", median(ours), median(theirs), bound)

    def edit(self, *options: str) -> Row:
        """A line more in the backend until its pods are ready, beside build, load and helm."""
        ours, theirs = [], []
        for number in range(self._rounds):
            with _one_line_more(f"ours {number}"):
                ours.append(_timed(lambda: self._up(*options)))
            with _one_line_more(f"by hand {number}"):
                theirs.append(_timed(self._by_hand))
        said = " ".join(("todo up", *options))
        what = f"{said}, a line of the backend / docker build, load, helm"
        return Row(what, median(ours), median(theirs), "" if not options else "≤ 1.15x")

    def tested_edit(self) -> Row:
        """The same with the test of the new image, which nobody does by hand."""
        return self.edit()

    def quick_edit(self) -> Row:
        """The same without the test."""
        return self.edit("--skip-test")

    def followed_edits(self) -> tuple[Row, ...]:
        """A saved file until the URL answers with it, in the pods of `todo dev`."""
        with (
            TemporaryDirectory(prefix="todo-bench-") as folder,
            developing(self._on, Path(folder) / "copy") as session,
        ):
            rows = tuple(self._followed(session, *one) for one in FOLLOWED)
        self._up()
        return rows

    def _followed(self, session: Session, name: str, text: str, path: str, bound: str) -> Row:
        took, before = [], text
        for number in range(self._rounds):
            after = f"Edited {number}."
            session.edit(name, before, after)
            took.append(session.until(partial(_answers, session, path, after)))
            before = after
        return Row(f"todo dev, {name} until {path} says so", median(took), None, bound)

    def cold(self) -> Row:
        """Everything from the base image on, beside the same steps one after the other."""
        self._remove()
        theirs = _timed(self._one_after_the_other)
        self._remove()
        ours = _timed(lambda: self._up("--skip-test"))
        return Row("todo up, cold / the same steps in turn", ours, theirs, "≤ 0.75x")

    def _up(self, *options: str) -> None:
        _run(*TODO, "up", "--on", self._on, "--json", *options)

    def _by_hand(self) -> None:
        """Build, load and upgrade the backend; the way that every tutorial teaches."""
        image = load_app().services["backend"].image
        reference = f"{image}:bench-{time.time_ns()}"
        _run("docker", "buildx", "build", "--load", "--tag", reference, *_build_options("api"))
        anyio.run(self._cluster.route_images, [reference], ignore)
        repository, _, tag = reference.partition(":")
        values = self._values("backend")
        self._upgrade("backend", values | {"image": {"repository": repository, "tag": tag}})

    def _one_after_the_other(self) -> None:
        for service in load_app().services:
            request = BuildRequest(services=(service,), force=True)
            built = anyio.run(DockerBuildOptimizer().run, request, ignore)
            references = [one.reference for one in built.facts.images]
            anyio.run(self._cluster.route_images, references, ignore)
        self._up("--skip-test")

    def _remove(self) -> None:
        _run(*TODO, "cleanup", "--on", self._on, "--scope", "images", "--json")
        _run("docker", "builder", "prune", "--all", "--force")

    def _values(self, service: str) -> dict[str, Any]:
        said = self._call("get", "values", f"todo-{service}", "--output", "json")
        found: dict[str, Any] = json.loads(said)
        return found

    def _upgrade_all(self, values: dict[str, dict[str, Any]]) -> None:
        for service in SERVICES:
            self._upgrade(service, values[service])

    def _upgrade(self, service: str, values: dict[str, Any]) -> None:
        chart = str(load_app().chart(service))
        argv = ("upgrade", "--install", f"todo-{service}", chart, "--wait", "--values", "-")
        self._call(*argv, stdin=json.dumps(values))

    def _call(self, *arguments: str, stdin: str = "") -> str:
        pinned = ("--kubeconfig", str(self._access.kubeconfig), "--namespace", "todo")
        return _run(
            self._helm, *arguments, *pinned, "--kube-context", self._access.context, stdin=stdin
        )


def _answers(session: Session, path: str, text: str) -> bool:
    return text in session.get(path)


@contextmanager
def _one_line_more(comment: str) -> Iterator[None]:
    before = EDITED.read_bytes()
    EDITED.write_bytes(before + f"\n# {comment} {time.time_ns()}\n".encode())
    try:
        yield
    finally:
        EDITED.write_bytes(before)


def _build_options(context: str) -> list[str]:
    """Return what a person behind a private authority has to give docker, as we do."""
    from deployer.tools.docker_secrets import build_secrets  # noqa: PLC0415 - only by hand

    with build_secrets() as secrets:
        kept = {name: _kept(path) for name, path in secrets.items()}
    options = [f"--secret=id={name},src={path}" for name, path in kept.items()]
    return [*options, str(ROOT / context)]


def _kept(path: Path) -> Path:
    copy = Path("/tmp") / f"todo-bench-{path.name}"  # noqa: S108 - a certificate, no secret
    copy.write_bytes(path.read_bytes())
    return copy


def _timed(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def _run(*argv: str, stdin: str = "") -> str:
    ended = subprocess.run(
        argv, check=False, capture_output=True, text=True, input=stdin, cwd=ROOT, timeout=1800
    )
    if ended.returncode != 0:
        raise SystemExit(f"{' '.join(argv[:6])}: {ended.stdout[-1500:]}{ended.stderr[-1500:]}")
    return ended.stdout


def main() -> None:
    """Run what was asked for, and print a line for each."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.deploy", description=__doc__)
    parser.add_argument("--on", default="builtin")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", default=[])
    options = parser.parse_args()
    bench = Bench(options.on, options.rounds)
    rows: dict[str, Callable[[], Row | tuple[Row, ...]]] = {
        "help": bench.help_page,
        "unchanged": bench.unchanged,
        "edit": bench.quick_edit,
        "tested": bench.tested_edit,
        "dev": bench.followed_edits,
        "cold": bench.cold,
    }
    print(f"{'ours':>10} {'by hand':>10} {'ratio':>7}  {'bound':<18} what")
    for name in options.only or [one for one in rows if one not in WHEN_NAMED]:
        found = rows[name]()
        print(*(found if isinstance(found, tuple) else (found,)), sep="\n", flush=True)


if __name__ == "__main__":
    main()

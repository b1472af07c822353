"""Plants slips in modules, and tells which of them no test noticed.

    python -m tests.mutation [MODULE ...] [--sample 150] [--seed 1] [--jobs 2]

Modules are named like `services.dues`; without any, all of targets.py are tried.
"""

import argparse
import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutation.mutants import Mutant, mutants
from tests.mutation.targets import TARGETS
from tests.mutation.trials import Outcome, Trials
from tests.postgres import run_postgres

API = Path(__file__).parents[2]


def main() -> None:
    """Print what survived, and a line for each module."""
    given = _arguments()
    with run_postgres() as server:
        os.environ["TEST_SERVER"] = server
        trials = Trials(server)
        for name in given.modules or TARGETS:
            module = name if name in TARGETS else f"src.{name}"
            _try(trials, module, given)


def _arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("modules", nargs="*", metavar="MODULE")
    options.add_argument("--sample", type=int, default=150, help="mutants of each module, at most")
    options.add_argument("--seed", type=int, default=1, help="which of them")
    options.add_argument("--jobs", type=int, default=2)
    return options.parse_args()


def _try(trials: Trials, module: str, given: argparse.Namespace) -> None:
    source = (API / module.replace(".", "/")).with_suffix(".py").read_text(encoding="utf-8")
    chosen = _sample(list(mutants(source)), given.sample, given.seed)
    seconds = trials.time(module, source)

    def outcome(mutant: Mutant) -> Outcome:
        return trials.outcome(module, mutant.source, seconds)

    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(given.jobs) as pool:
        for mutant, found in zip(chosen, pool.map(outcome, chosen), strict=True):
            outcomes.append(found)
            if found == "survived":
                place = f"{module}:{mutant.line}"
                print(f"  {place}  {mutant.before}  →  {mutant.after}", flush=True)
    killed, slow = outcomes.count("killed"), outcomes.count("timed out")
    score = 100 * (killed + slow) / len(chosen)
    left = len(chosen) - killed - slow
    print(
        f"{module}: {len(chosen)} mutants, {killed} killed, {slow} timed out, {left} survived: "
        f"{score:.1f} %",
        flush=True,
    )


def _sample(found: list[Mutant], most: int, seed: int) -> list[Mutant]:
    if len(found) <= most:
        return found
    dice = random.Random(seed)  # noqa: S311 - the same each time
    return sorted(dice.sample(found, most), key=lambda mutant: mutant.line)

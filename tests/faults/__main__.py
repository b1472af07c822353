"""The deployer's faults in full counts, on the cluster that the app runs on; prints a table.

    python -m tests.faults --on builtin --url http://localhost:7080 --full
    python -m tests.faults --on builtin --url http://localhost:7080 --only pending --only operators

Without `--full`, each is tried a few times. Seeds are printed, and can be given again.
"""

import argparse
import itertools
import random
import sys
import time
from collections.abc import Callable

from tests.faults import experiments
from tests.faults.experiments import Outcome
from tests.faults.subject import Subject

EVENTS = 40
"""More than a deployment tells, so that the count finds its end by itself."""


def main() -> int:
    """Run the chosen experiments; returns 1 when something did not hold."""
    options = _options()
    subject = Subject(options.on, options.url)
    subject.add_task()
    chosen = _experiments(subject, options)
    outcomes: list[tuple[Outcome, float]] = []
    for name in options.only or chosen:
        started = time.monotonic()
        outcomes.append((chosen[name](), time.monotonic() - started))
        print(_row(*outcomes[-1]), flush=True)
    print(f"\n{'held':>9}  seconds  what")
    for outcome, seconds in outcomes:
        print(_row(outcome, seconds))
        for line in outcome.wrong:
            print(f"           not held: {line}")
    return int(any(one.wrong for one, _ in outcomes))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--on", default="builtin")
    parser.add_argument("--url", default="http://localhost:7080")
    parser.add_argument("--full", action="store_true", help="60, 30 and 20 times, 20,000 requests")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--only", action="append", default=[])
    return parser.parse_args()


def _experiments(subject: Subject, options: argparse.Namespace) -> dict[str, Callable[[], Outcome]]:
    full, seed = options.full, options.seed
    steps = range(1, EVENTS) if full else itertools.islice(range(2, EVENTS, 7), 3)
    return {
        "pending": lambda: experiments.forged_pending(subject, 10 if full else 1),
        "alive": lambda: experiments.living_pending(subject),
        "operators": lambda: experiments.two_operators(subject, 20 if full else 2),
        "steps": lambda: experiments.killed_at_events(subject, iter(steps)),
        "random": lambda: experiments.killed_at_random(subject, 60 if full else 3, seed),
        "signals": lambda: experiments.asked_to_end(subject, 20 if full else 2, seed),
        "away": lambda: experiments.api_away(subject, 20, 10 if full else 1, seed),
        "image": lambda: experiments.missing_image(subject),
        "migration": lambda: experiments.bad_migration(subject),
        "crash": lambda: experiments.crash_loop(subject),
        "memory": lambda: experiments.out_of_memory(subject),
        "load": lambda: experiments.upgrades_under_load(
            subject, 10 if full else 2, 20_000 if full else 1_000
        ),
    }


def _row(outcome: Outcome, seconds: float) -> str:
    worst = f" (at most {max(outcome.figures):.1f})" if outcome.figures else ""
    return f"{outcome.held:>4}/{outcome.tried:<4}  {seconds:7.0f}  {outcome.name}{worst}"


if __name__ == "__main__":
    sys.exit(main())

"""Hold the backend to its OpenAPI document: generated requests in each role, with each seed.

    python -m tests.contract [--seeds 1 2 3] [--examples 10]

A line for each trial, then every unique failure with the request that shows it. Exit code 1 when
there is one.
"""

import argparse
import sys

from tests.conftest import migrate
from tests.contract.roles import ROLES
from tests.contract.trial import Trial, run_trial
from tests.live import serve
from tests.postgres import create_database, run_postgres


def main() -> int:
    """Run the trials and return the exit code."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    options.add_argument("--examples", type=int, default=10)
    given = options.parse_args()
    trials = [_run(role, seed, given.examples) for seed in given.seeds for role in ROLES]
    failures = list(dict.fromkeys(one for trial in trials for one in trial.failures))
    print(f"{sum(trial.cases for trial in trials)} cases, {len(failures)} unique failures")
    print("\n".join(failures))
    return 1 if failures else 0


def _run(role: str, seed: int, examples: int) -> Trial:
    with run_postgres() as server:
        url = create_database(server, "contract")
        migrate(url)
        # With the limits on, most requests of a trial would only meet a 429.
        with serve(url, TODO_RATE_LIMITS="off") as live:
            trial = run_trial(live.url, role, seed=seed, examples=examples)
    found = len(trial.failures)
    print(f"{role:10} seed {seed}: {trial.cases} cases, {found} unique failures", flush=True)
    return trial


if __name__ == "__main__":
    sys.exit(main())

"""What one idle process holds, and how long it takes from its start to its first readiness.

    python -m tests.bench.footprint [--runs 5]

Once with compiled modules, as in the image, and once without, as where nothing may write them.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import psutil

from tests.live import serve
from tests.postgres import create_database, run_postgres

API = Path(__file__).parents[2]


def main() -> None:
    """Print a line for each way to start."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    with run_postgres() as server, tempfile.TemporaryDirectory() as cache:
        url = create_database(server, "footprint")
        migrate = [sys.executable, "-m", "alembic", "upgrade", "head"]
        subprocess.run(migrate, check=True, cwd=API, env=os.environ | {"DATABASE_URL": url})
        compiled = {"PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
        bare = {"PYTHONPYCACHEPREFIX": f"{cache}/none", "PYTHONDONTWRITEBYTECODE": "1"}
        measure(url, compiled)  # compiles
        for name, environment in (("compiled", compiled), ("not compiled", bare)):
            print_line(name, [measure(url, environment) for _ in range(runs)])


def measure(url: str, environment: dict[str, str]) -> tuple[float, float]:
    """Start a process; return its resident memory in MB and the seconds until it was ready."""
    begin = time.perf_counter()
    with serve(url, **environment) as live:
        seconds = time.perf_counter() - begin
        return psutil.Process(live.process.pid).memory_info().rss / 1e6, seconds


def print_line(name: str, measured: list[tuple[float, float]]) -> None:
    """Print the medians and the worst."""
    held, took = zip(*measured, strict=True)
    print(
        f"{name:12} {median(held):6.1f} MB (most {max(held):.1f})"
        f" {median(took):6.2f} s (most {max(took):.2f})"
    )


if __name__ == "__main__":
    main()

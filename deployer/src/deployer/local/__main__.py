"""`python -m deployer.local`: the supervisor of this checkout's local mode."""

import sys

import anyio

from deployer.local.places import places
from deployer.local.plan import read_plan
from deployer.local.supervisor import Supervisor


async def main() -> None:
    """Run the plan that `up` wrote."""
    here = places()
    plan = read_plan(here.plan)
    if plan is None:
        sys.exit("There is no plan to run; ./todo up writes one.")
    await Supervisor(here, plan).run()
    here.report.unlink(missing_ok=True)


if __name__ == "__main__":
    anyio.run(main)

"""`python -m deployer.door FILE`: the forwarder's background process."""

import sys
from pathlib import Path

import anyio

from deployer.door.forwarding import Forwarding, forward

if __name__ == "__main__":
    anyio.run(forward, Forwarding.model_validate_json(Path(sys.argv[1]).read_bytes()))

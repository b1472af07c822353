"""Resources: what was deployed when, what the cluster reports now, and which failures are known."""

import inspect
import json
import re
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from deployer.diagnosis.registry import RULES
from deployer.errors import DeployerError
from deployer.operations.desk import Desk
from deployer.pipeline.diagnose import look
from deployer.settings import settings

RECEIPTS, RECEIPT = "todo://receipts", "todo://receipts/{name}"
SNAPSHOT, FAILURES = "todo://snapshot", "todo://failures"
RECEIPT_NAME = re.compile(r"\d{8}T\d{6}")
JSON = "application/json"


def add_resources(server: MCPServer[dict[str, Any]], desk: Desk) -> None:
    """Add the resources to a server."""

    @server.resource(RECEIPTS, title="Receipts", mime_type=JSON)
    def receipts() -> str:
        """Name the receipts that are kept, newest first: one for each `todo up`."""
        return json.dumps(receipt_names())

    @server.resource(RECEIPT, title="A receipt", mime_type=JSON)
    async def receipt(name: str) -> str:
        """Show what one `todo up` built, installed and verified."""
        if not RECEIPT_NAME.fullmatch(name) or name not in receipt_names():
            raise ResourceNotFoundError(f"There is no receipt {name!r}. See {RECEIPTS}.")
        text = (settings().folder("receipts") / f"{name}.json").read_text(encoding="utf-8")
        return json.dumps((await desk.redactor()).json(json.loads(text)), indent=2)

    @server.resource(SNAPSHOT, title="Snapshot", mime_type=JSON)
    async def snapshot() -> str:
        """Show what the cluster reports of the app's namespace now, object by object."""
        redactor = await desk.redactor()
        try:
            found = await look(await desk.pin.access(), desk.pin.namespace)
        except DeployerError as error:
            raise ResourceError(redactor.text(str(error))) from error
        return json.dumps(redactor.json(json.loads(found.to_json())), indent=2)

    @server.resource(FAILURES, title="Known failures", mime_type=JSON)
    def failures() -> str:
        """Name the failures that diagnose knows, one line each."""
        return json.dumps([known_failure(rule) for rule in RULES], indent=2)


def receipt_names() -> list[str]:
    """Return the receipts' names, newest first."""
    found = settings().folder("receipts").glob("*.json")
    return sorted((one.stem for one in found if RECEIPT_NAME.fullmatch(one.stem)), reverse=True)


def known_failure(rule: object) -> dict[str, str]:
    """Return a rule's family and what it finds, from its own module and docstring."""
    family = getattr(rule, "__module__", "").rpartition(".")[2]
    finds = (inspect.getdoc(rule) or "").partition("\n")[0]
    return {"family": family, "finds": finds}

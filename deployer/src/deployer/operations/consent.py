"""The question that a person answers before anything is destroyed."""

import hashlib

from mcp.server.mcpserver import AcceptedElicitation, Elicit, ElicitationResult
from pydantic import BaseModel, Field

from deployer.operations.desk import AnyContext
from deployer.operations.redaction import Redactor
from deployer.operations.tokens import Promise

SHOWN = 30
"""Lines of a plan that the question shows; it says how many more there are."""


class Consent(BaseModel):
    """What the person answers. Their client draws it as a form."""

    agree: bool = Field(title="Do it", description="Remove what is listed. It cannot be undone.")


def can_ask(context: AnyContext) -> bool:
    """Tell whether the client can put a question to its person."""
    capabilities = context.client_capabilities
    return capabilities is not None and capabilities.elicitation is not None


def question(promise: Promise, token: str, redactor: Redactor) -> Elicit[Consent]:
    """Return the question about exactly this plan."""
    lines = [redactor.text(line) for line in promise.changes[:SHOWN]]
    if len(promise.changes) > SHOWN:
        lines.append(f"and {len(promise.changes) - SHOWN} more")
    # The mark keeps an answer to one plan from being taken for an answer to a like one.
    mark = hashlib.sha256(token.encode()).hexdigest()[:8]
    listed = "\n".join(f"- {line}" for line in lines)
    return Elicit(f"{promise.job.verb} would do this (plan {mark}):\n{listed}\nDo it?", Consent)


def agreed(answer: ElicitationResult[Consent]) -> bool:
    """Tell whether a person said yes; silence, a closed window and a bare yes are all no."""
    return isinstance(answer, AcceptedElicitation) and answer.data.agree is True

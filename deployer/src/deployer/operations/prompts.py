"""Prompts: the main jobs, as a person would ask for them."""

from collections.abc import Callable
from typing import Any, NamedTuple

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.prompts import Prompt


class Job(NamedTuple):
    """One job and how a person would ask for it."""

    title: str
    text: str


JOBS = {
    "deploy": Job(
        title="Deploy the app and prove that it runs",
        text="Deploy Todo Chatbot. Call doctor, then plan with verb deploy. Tell me the changes. "
        "With a token, call deploy; without one, tell me the command in `terminal`. Then call "
        "status, and tell me in two sentences what runs and what showed it.",
    ),
    "repair": Job(
        title="Find out what is wrong, and fix it",
        text="Something is wrong with Todo Chatbot. Call status and diagnose. Tell me the root "
        "cause with its evidence; say so when none was found, and guess nothing. Then plan the "
        "fix, tell me what it would change, carry it out, and call status until it is healthy. "
        "Stop after three tries and say what is still wrong.",
    ),
    "health": Job(
        title="Report how well the app runs",
        text="Call status. Report pods, restarts, CPU and memory against the quota, and the "
        "probes, in a short table. Name what is near its limit. If it is unhealthy, call diagnose "
        "and name the cause. Change nothing.",
    ),
    "clean_up": Job(
        title="Remove the app, and show that nothing is left",
        text="Plan cleanup with scope release. Tell me what would be removed and what would stay, "
        "my data above all. After I agree, carry it out, and tell me what the result lists as "
        "kept and as remaining. Never widen the scope by yourself.",
    ),
}


def add_prompts(server: MCPServer[dict[str, Any]]) -> None:
    """Add the prompts to a server."""
    for name, job in JOBS.items():
        server.add_prompt(
            Prompt.from_function(
                _saying(job.text), name=name, title=job.title, description=job.title
            )
        )


def _saying(text: str) -> Callable[[], str]:
    return lambda: text

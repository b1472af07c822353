"""Tools that carry out a plan. They take a token and nothing else, so nothing can be slipped in."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

from mcp.server.mcpserver import Elicit, ElicitationResult, Resolve
from pydantic import Field

from deployer.diagnosis.problem import FixFacts
from deployer.errors import DeployerError
from deployer.events import Events
from deployer.operations.consent import Consent, agreed, can_ask, question
from deployer.operations.desk import AnyContext, Desk
from deployer.operations.errors import RefusedError
from deployer.operations.facts import Verb
from deployer.results import (
    AnyResult,
    BuildFacts,
    ChartFacts,
    CleanupFacts,
    DeployFacts,
    Facts,
    Result,
    RunFacts,
)

Token = Annotated[
    str,
    Field(pattern=r"^[A-Za-z0-9_-]{16,64}$", description="The token that plan gave."),
]
Answer = ElicitationResult[Consent]
type Function = Callable[..., Awaitable[Result[Any]]]


class ChangingTools:
    """The tools that carry out plans.

    Args:
        desk: Where their calls pass.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def build(self, context: AnyContext, token: Token) -> Result[BuildFacts]:
        """Build the images that a plan of verb `build` showed. Takes minutes."""
        return await self._carry_out(context, token, Verb.BUILD, Result[BuildFacts])

    async def run(self, context: AnyContext, token: Token) -> Result[RunFacts]:
        """Test the images as containers, as a plan of verb `run` showed."""
        return await self._carry_out(context, token, Verb.RUN, Result[RunFacts])

    async def chart(self, context: AnyContext, token: Token) -> Result[ChartFacts]:
        """Write and validate the charts below helm/, as a plan of verb `chart` showed."""
        return await self._carry_out(context, token, Verb.CHART, Result[ChartFacts])

    async def deploy(self, context: AnyContext, token: Token) -> Result[DeployFacts]:
        """Install the charts and wait for the pods, as a plan of verb `deploy` showed.

        Builds and loads images first where they changed. Takes minutes.
        """
        return await self._carry_out(context, token, Verb.DEPLOY, Result[DeployFacts])

    def fix(self) -> Function:
        """Return the tool that mends one problem; where something may be lost, it asks first."""
        ask = self._asker(Verb.FIX)

        async def fix(
            context: AnyContext, token: Token, answer: Annotated[Answer, Resolve(ask)]
        ) -> Result[FixFacts]:
            """Apply the fix that a plan of verb `fix` showed, and look whether it helped.

            `verified` says whether the problem is gone. A fix that may lose something is for the
            person to agree to, as with cleanup.
            """
            return await self._carry_out(context, token, Verb.FIX, Result[FixFacts], answer)

        return fix

    def cleanup(self) -> Function:
        """Return the tool that removes things; it asks the person first."""
        ask = self._asker(Verb.CLEANUP)

        async def cleanup(
            context: AnyContext, token: Token, answer: Annotated[Answer, Resolve(ask)]
        ) -> Result[CleanupFacts]:
            """Remove what a plan of verb `cleanup` showed.

            The person is asked first, whoever calls. Where your client cannot ask, nothing is
            removed, and the error names the command that the person can run.
            """
            kind = Result[CleanupFacts]
            return await self._carry_out(context, token, Verb.CLEANUP, kind, answer)

        return cleanup

    def _asker(self, verb: Verb) -> Callable[..., Awaitable[Elicit[Consent] | Consent]]:
        async def ask(context: AnyContext, token: str) -> Elicit[Consent] | Consent:
            try:
                promise = self._desk.promised(token, verb)
            except DeployerError:
                return Consent(agree=False)  # the tool itself says what is wrong with the token
            if not promise.destructive or not can_ask(context):
                return Consent(agree=False)
            return question(promise, token, await self._desk.redactor())

        return ask

    async def _carry_out[F: Facts](
        self,
        context: AnyContext,
        token: str,
        verb: Verb,
        kind: type[Result[F]],
        answer: Answer | None = None,
    ) -> Result[F]:
        async def work(events: Events) -> AnyResult:
            promise = self._desk.promised(token, verb)
            if promise.destructive and not (answer and agreed(answer)):
                raise refusal(self._desk.command_for(promise.job), asked=can_ask(context))
            return await self._desk.carry_out(token, verb, events)

        return await self._desk.answer(context, kind, work)


def refusal(command: str, *, asked: bool) -> RefusedError:
    """Return why something destructive is not done."""
    if asked:
        return RefusedError(
            "The person did not agree, so nothing was removed.",
            cause="What destroys needs a person's yes beside the token.",
            cure=f"leave it, or let the person run: {command}",
        )
    return RefusedError(
        "Nothing was removed: this needs a person's yes, and your client cannot ask for it.",
        cause="The client did not declare MCP's elicitation.",
        cure=f"let the person run this in a terminal: {command}",
    )


def changing_tools(desk: Desk) -> dict[Verb, Function]:
    """Return the tool of each verb."""
    tools = ChangingTools(desk)
    return {
        Verb.BUILD: tools.build,
        Verb.RUN: tools.run,
        Verb.CHART: tools.chart,
        Verb.DEPLOY: tools.deploy,
        Verb.FIX: tools.fix(),
        Verb.CLEANUP: tools.cleanup(),
    }

"""All cases tried on a model, and what came of them in figures."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles

from agents import Model

from src.evaluation.cases import Case
from src.evaluation.conversation import Trial, try_case
from src.evaluation.scoring import Verdict, judge, tools_of
from src.evaluation.tools import Offer


@dataclass(frozen=True, slots=True)
class Tried:
    """A case, what a model did, and what that is worth."""

    case: Case
    trial: Trial
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Score:
    """What a model made of the cases."""

    model: str
    tried: tuple[Tried, ...]

    @property
    def families(self) -> dict[str, tuple[Tried, ...]]:
        """The cases of each `half/family`, then of each half."""
        names = [f"{one.case.half}/{one.case.family}" for one in self.tried]
        groups = {
            name: tuple(one for one in self.tried if f"{one.case.half}/{one.case.family}" == name)
            for name in dict.fromkeys(names)
        }
        halves = dict.fromkeys(one.case.half for one in self.tried)
        return groups | {half: self.of_half(half) for half in halves}

    def of_half(self, half: str) -> tuple[Tried, ...]:
        """The cases of one half."""
        return tuple(one for one in self.tried if one.case.half == half)

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often the tools of the one kind were expected and those of the other called."""
        pairs = [(tools_of(one.verdict.expected), tools_of(one.verdict.made)) for one in self.wrong]
        return Counter(pair for pair in pairs if pair[0] != pair[1])

    @property
    def wrong(self) -> list[Tried]:
        """The cases whose calls are not exactly those expected."""
        return [one for one in self.tried if not one.verdict.exact]

    @property
    def wrongly_destroyed(self) -> list[Tried]:
        """The cases in which something was taken away that nobody asked to lose."""
        return [one for one in self.tried if one.verdict.wrongly_destroyed]

    @property
    def refused(self) -> int:
        """How many calls had arguments that the tool does not take."""
        return sum(one.trial.refused for one in self.tried)

    @property
    def tokens(self) -> int:
        """Of all requests together, as the provider counts them."""
        return sum(one.trial.tokens for one in self.tried)

    @property
    def cost(self) -> float | None:
        """In the provider's credits; None when it tells none."""
        told = [one.trial.cost for one in self.tried if one.trial.cost is not None]
        return sum(told) if told else None

    @property
    def turns(self) -> dict[str, float]:
        """How long turns took with their tool calls, in milliseconds: p50, p95 and p99."""
        return _percentiles([seconds for one in self.tried for seconds in one.trial.turns])

    @property
    def answers(self) -> dict[str, float]:
        """How long the model itself took in a turn, in milliseconds: p50, p95 and p99."""
        return _percentiles([seconds for one in self.tried for seconds in one.trial.answers])


def _percentiles(seconds: Sequence[float]) -> dict[str, float]:
    taken = [one * 1000 for one in seconds]
    cuts = quantiles(taken, n=100, method="inclusive") if len(taken) > 1 else taken * 99
    return {f"p{at}": cuts[at - 1] for at in (50, 95, 99)} if cuts else {}


def accuracy(tried: Sequence[Tried]) -> float:
    """The share of cases with exactly the expected calls, from 0 to 1."""
    return sum(one.verdict.exact for one in tried) / len(tried)


async def score(
    name: str,
    model: Model,
    cases: Sequence[Case],
    offers: Sequence[Offer],
    now: datetime,
    *,
    at_once: int = 1,
) -> Score:
    """Try every case, `at_once` of them at the same time."""
    free = asyncio.Semaphore(at_once)

    async def tried(case: Case) -> Tried:
        async with free:
            trial = await try_case(case, model, offers, now)
        return Tried(case, trial, judge(case, trial.calls))

    return Score(name, tuple(await asyncio.gather(*(tried(case) for case in cases))))

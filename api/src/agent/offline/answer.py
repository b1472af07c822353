"""One answer of the offline model: run the intent over what the turn already holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from src.agent.offline import wording
from src.agent.offline.grammar import understand
from src.agent.offline.steps import Call, Outcome, Step
from src.agent.offline.talk import PastCall, Talk
from src.agent.outputs import is_edited, read_output

CALL_PREFIX = "offline_"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says now: words, and the calls it waits for (none when it is finished)."""

    text: str
    calls: Sequence[Call] = ()


def answer(talk: Talk) -> Answer:
    """Go through the intent's steps; the first whose calls are not all answered is the answer."""
    if any(_is_not_ours(past) for past in talk.calls):
        return Answer(_taken_over(talk.calls))
    steps = understand(talk).run(talk)
    answered = list(talk.calls)
    try:
        step = next(steps)
        while (outcomes := _outcomes(step, answered)) is not None:
            step = steps.send(outcomes)
    except StopIteration as stop:
        return Answer(str(stop.value))
    return Answer(step.say, step.calls)


def _is_not_ours(past: PastCall) -> bool:
    """Whether another model made the call, or the person made another one of it."""
    return not past.call_id.startswith(CALL_PREFIX) or is_edited(past.output)


def _outcomes(step: Step, answered: list[PastCall]) -> list[Outcome] | None:
    """The outcomes of a step's calls, taken from `answered`; None when any is still missing."""
    outcomes: list[Outcome] = []
    for call in step.calls:
        past = next((one for one in answered if _same(one, call)), None)
        if past is None or past.output is None:
            return None
        # Each answer serves one call: two equal calls need two.
        answered.remove(past)
        outcomes.append(read_outcome(past))
    return outcomes


def _same(past: PastCall, call: Call) -> bool:
    return past.tool == call.tool and dict(past.arguments) == dict(call.arguments)


def read_outcome(past: PastCall) -> Outcome:
    """What came of a past call."""
    read = read_output(past.output)
    return Outcome(output=read.value or {}, error=read.error, denied=read.denied)


def _taken_over(calls: Sequence[PastCall]) -> str:
    """The end of a turn that was not all ours: what its calls did, and nothing more."""
    outcomes = [read_outcome(past) for past in calls if past.output is not None]
    done = [str(one.output["summary"]) for one in outcomes if "summary" in one.output]
    listed = [task for one in outcomes if "items" in one.output for task in one.tasks]
    told = " ".join(done) or "; ".join(task.title for task in listed)
    return wording.told(told or "Nothing was changed.", outcomes)

"""When to be reminded: "remind me 30 minutes before", "with reminders 1 day and 1 hour before"."""

from collections.abc import Sequence

from src.agent.offline.reading import phrases
from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import durations

EXAMPLES: dict[str, tuple[int, ...]] = {
    "remind me 30 minutes before": (30,),
    "and remind me an hour before": (60,),
    "with a reminder a day before": (1440,),
    "with reminders 1 hour and 10 minutes before": (60, 10),
    "alert 20 minutes early": (20,),
}
_OPENERS = (
    "and|,? remind|notify|alert|ping|warn|nudge me? about? it?",
    "and",
    "and|with|,|set? a|an|the? reminder|reminders|alert|alerts|alarm :|of|for|set|at?",
)
_BEFORE = "before|beforehand|early|earlier|ahead|prior it|that|then|hand|of? time?"


def match(tokens: Sequence[Token], at: int) -> tuple[int, tuple[int, ...]] | None:
    """The reminders that start at index `at`: where they end, and their minutes before."""
    start = phrases.first(_OPENERS, tokens, at)
    if start is None:
        return None
    minutes: list[int] = []
    while found := durations.match(tokens, start):
        minutes.append(found[1])
        start = found[0]
        following = phrases.match("before? and|,|&", tokens, start)
        if following is None or not durations.match(tokens, following):
            break
        start = following
    end = phrases.match(_BEFORE, tokens, start) if minutes else None
    # "before it" ends a phrase; before a name it only points at the task.
    return (end, tuple(minutes)) if end else None

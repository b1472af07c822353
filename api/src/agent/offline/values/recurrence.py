"""How often: "every other friday", "monthly on the 15th", "last friday of the month", "daily".

Source: RFC 5545, section 3.3.10, of which days, weeks, months and years are said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from dateutil.rrule import rrulestr

from src.agent.offline.reading.tokens import Token
from src.agent.offline.values import recurrence_ends, recurrence_words

EXAMPLES = {
    "every day": "FREQ=DAILY",
    "every other friday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR",
    "every 2 weeks on monday and thursday": "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
    "on weekdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
    "every weekend": "FREQ=WEEKLY;BYDAY=SA,SU",
    "monthly on the 15th": "FREQ=MONTHLY;BYMONTHDAY=15",
    "on the 1st of every month": "FREQ=MONTHLY;BYMONTHDAY=1",
    "last friday of the month": "FREQ=MONTHLY;BYDAY=-1FR",
    "at the end of every month": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "yearly on 4 july": "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=4",
    "every monday for 6 times": "FREQ=WEEKLY;BYDAY=MO;COUNT=6",
    "every day until december 1": "FREQ=DAILY;UNTIL=20261201",
    "every 10 days after completion": "FREQ=DAILY;INTERVAL=10",
    "quarterly": "FREQ=MONTHLY;INTERVAL=3",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence: the parts of an RRULE, and what the words say besides."""

    parts: Mapping[str, str] = field(default_factory=dict)
    at: time | None = None
    """Of "every morning"."""
    from_completion: bool = False
    """Whether the next one counts from the day on which the last was done."""
    since: date | None = None
    """Of "starting monday"."""

    @property
    def text(self) -> str:
        """As RFC 5545 writes it, without DTSTART."""
        return ";".join(f"{name}={value}" for name, value in self.parts.items())

    @property
    def names_days(self) -> bool:
        """Whether it says on which days, not only how often."""
        return any(name.startswith("BY") for name in self.parts)

    def first(self, since: date) -> date:
        """The first day that fits, from `since` on; a rule that never fits begins there."""
        found = next(iter(rrulestr(self.text, dtstart=datetime.combine(since, time()))), None)
        return found.date() if found else since


def match(tokens: Sequence[Token], at: int, today: date) -> tuple[int, Rule] | None:
    """The recurrence that starts at index `at`: where it ends, and its rule."""
    read = recurrence_words.match(tokens, at, today)
    if read is None:
        return None
    end, parts, clock = read
    rule = Rule(parts, clock)
    # What ends it may stand in any order: "… until may, counted from completion".
    while tail := recurrence_ends.match(tokens, end, today):
        end, bounds = tail
        rule = replace(
            rule,
            parts={**rule.parts, **bounds.parts},
            from_completion=rule.from_completion or bounds.from_completion,
            since=rule.since or bounds.since,
        )
    forced = at + 1 < len(tokens) and tokens[at].low == "every" and tokens[at + 1].low == "!"
    return end, replace(rule, from_completion=rule.from_completion or forced)

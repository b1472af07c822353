"""What readers of a turn are told without the database, and when they have to ask it."""

from uuid import uuid4

import pytest

from src.agent.hub import Hub, Subscription
from src.schemas import ui_parts
from src.schemas.turns import Seen, StoredEvent, TurnStatus

pytestmark = pytest.mark.anyio


def seen(*seqs: int, status: TurnStatus = "running") -> Seen:
    events = [StoredEvent(seq, ui_parts.tool_denied(str(seq))) for seq in seqs]
    return Seen(status, events, is_unattended=False)


@pytest.fixture
def told() -> Subscription:
    """A reader that has looked in the database."""
    subscription = Subscription()
    assert subscription.take(0) is None
    return subscription


def test_what_was_written_before_it_listened_is_in_the_database_only() -> None:
    subscription = Subscription()
    subscription.tell(seen(3))
    assert subscription.take(2) is None


def test_several_writes_are_one_answer_with_the_newest_standing(told: Subscription) -> None:
    told.tell(seen(1, 2))
    told.tell(seen())
    told.tell(seen(3, status="complete"))
    assert told.take(0) == seen(1, 2, 3, status="complete")
    assert told.take(3) is None


def test_what_is_known_already_is_left_out(told: Subscription) -> None:
    told.tell(seen(1, 2, 3))
    assert told.take(2) == seen(3)


def test_a_gap_is_for_the_database(told: Subscription) -> None:
    told.tell(seen(3))
    assert told.take(1) is None


def test_news_that_only_the_database_has_are_for_the_database(told: Subscription) -> None:
    told.tell(seen(1))
    told.tell(None)
    assert told.take(0) is None
    told.tell(seen(2))
    assert told.take(1) == seen(2)


async def test_waiting_ends_with_the_first_news_or_in_time(told: Subscription) -> None:
    await told.wait(0.01)
    told.tell(seen(1))
    await told.wait(60)
    assert told.take(0) == seen(1)


def test_only_the_readers_of_a_turn_are_told() -> None:
    hub, mine, other = Hub(), uuid4(), uuid4()
    with hub.subscription(mine) as me, hub.subscription(other) as somebody:
        assert (me.take(0), somebody.take(0)) == (None, None)
        hub.tell(mine, seen(1))
        assert (me.take(0), somebody.take(0)) == (seen(1), None)
        hub.tell(mine, seen(2))
        hub.tell_all()
        assert me.take(1) is None
    hub.tell(mine, seen(3))  # nobody reads any more

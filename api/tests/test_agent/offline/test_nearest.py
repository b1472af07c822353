"""What is offered to a sentence that means nothing."""

from src.agent.offline.nearest import nearest
from src.agent.offline.reading.tokens import tokenize

EXAMPLES = ("complete the milk one", "rename buy milk to buy tea", "stats")


def test_the_example_with_most_words_of_the_sentence() -> None:
    assert nearest(tokenize("renaming milk: rename"), EXAMPLES) == "rename buy milk to buy tea"


def test_a_slip_of_the_pen_counts() -> None:
    assert nearest(tokenize("complte"), EXAMPLES) == "complete the milk one"


def test_nothing_is_offered_where_nothing_is_alike() -> None:
    assert nearest(tokenize("fhgjk the to"), EXAMPLES) is None
    assert nearest([], EXAMPLES) is None

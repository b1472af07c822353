"""Filters by chance, for hypothesis."""

from datetime import date
from typing import get_args

from hypothesis import strategies as st

from src.services.filters.nodes import (
    WEEKDAYS,
    And,
    At,
    Between,
    Day,
    Estimate,
    Has,
    HasPriority,
    InProject,
    Is,
    Named,
    Node,
    Not,
    OnDay,
    Or,
    Part,
    Sign,
    State,
    Tag,
    Text,
    When,
)

WORDS = ["milk", "Garden", "50%", "a_b", "or", "-x", 'say "hi"', "due:today", "back\\slash", "é"]
TAGS = ["home", "work", "two words", "a-b"]
PROJECTS = ["Garden", "two words", "inbox"]
PRIORITIES = ["high", "medium", "low", "none"]
DAYS = st.builds(
    Day,
    st.dates(date(2026, 11, 10), date(2026, 12, 10))
    | st.integers(-20, 20)
    | st.sampled_from(WEEKDAYS),
)
WHEN = st.sampled_from(get_args(When.__value__))
SIGNS = st.sampled_from(get_args(Sign.__value__))
TERMS: st.SearchStrategy[Node] = st.one_of(
    st.builds(Text, st.sampled_from(WORDS)),
    st.builds(Tag, st.sampled_from(TAGS)),
    st.builds(InProject, st.sampled_from(PROJECTS) | st.none()),
    st.builds(HasPriority, st.sampled_from(PRIORITIES)),
    st.builds(Is, st.sampled_from(get_args(State.__value__))),
    st.builds(Has, st.sampled_from(get_args(Part.__value__))),
    st.builds(Estimate, SIGNS, st.integers(0, 300)),
    st.builds(OnDay, WHEN, SIGNS, DAYS),
    st.builds(Between, WHEN, DAYS, DAYS),
    st.builds(At, WHEN, st.sampled_from(get_args(Named.__value__))),
)


def _grown(parts: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(parts, min_size=2, max_size=3).map(tuple)
    return st.one_of(st.builds(Not, parts), st.builds(And, several), st.builds(Or, several))


NODES: st.SearchStrategy[Node] = st.recursive(TERMS, _grown, max_leaves=8)

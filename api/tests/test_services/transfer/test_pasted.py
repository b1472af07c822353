"""Lists as people paste them."""

import pytest

from src.services.transfer.pasted import plain_lines


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("buy milk", "buy milk"),
        ("- buy milk", "buy milk"),
        ("  * buy milk", "buy milk"),
        ("\u2022 buy milk", "buy milk"),
        ("3. buy milk", "buy milk"),
        ("12) buy milk", "buy milk"),
        ("- [ ] buy milk", "buy milk"),
        ("- [x] buy milk", "x buy milk"),
        ("[X] buy milk", "x buy milk"),
        ("x 2026-11-24 buy milk", "x 2026-11-24 buy milk"),
        ("(A) buy milk", "(A) buy milk"),
        ("-5 degrees", "-5 degrees"),
        ("2026 is near", "2026 is near"),
        ("+Garden water", "+Garden water"),
        ("", ""),
    ],
)
def test_marks_of_lists_are_not_part_of_a_line(line: str, plain: str) -> None:
    assert plain_lines(line) == plain


def test_lines_stay_where_they_are() -> None:
    assert plain_lines("- one\n\n- two") == "one\n\ntwo"

"""A score in words, and as JSON for programs."""

import json
from collections.abc import Mapping

from src.evaluation.score import Score, Tried, accuracy


def as_text(score: Score) -> str:
    """The table, what was confused with what, and every case that went wrong."""
    parts = [_table(score), _figures(score), _confusion(score), _failures(score)]
    return "\n\n".join(part for part in parts if part) + "\n"


def as_json(score: Score) -> str:
    """The same for programs."""
    found = {
        "model": score.model,
        "families": {
            name: {"cases": len(tried), "accuracy": round(accuracy(tried), 4)}
            for name, tried in score.families.items()
        },
        "wrong_destructive_calls": len(score.wrongly_destroyed),
        "refused_calls": score.refused,
        "turn_milliseconds": {name: round(value, 2) for name, value in score.turns.items()},
        "model_milliseconds": {name: round(value, 2) for name, value in score.answers.items()},
        "tokens": score.tokens,
        "cost": score.cost,
        "confusion": [
            {"expected": expected, "called": called, "count": count}
            for (expected, called), count in score.confusion.most_common()
        ],
        "wrong": [_wrong(one) for one in score.wrong],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _table(score: Score) -> str:
    rows = [
        f"{name:<22} {len(tried):>5}  {accuracy(tried):>7.1%}"
        for name, tried in score.families.items()
    ]
    return "\n".join([f"{score.model}", f"{'family':<22} {'cases':>5}  {'exact':>7}", *rows])


def _figures(score: Score) -> str:
    cost = "" if score.cost is None else f", cost {score.cost:.4f}"
    return (
        f"wrong destructive calls: {len(score.wrongly_destroyed)}\n"
        f"calls with arguments that do not fit: {score.refused}\n"
        f"a turn takes {_times(score.turns)}; the model in it {_times(score.answers)}\n"
        f"tokens: {score.tokens}{cost}"
    )


def _times(taken: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {value:.1f} ms" for name, value in taken.items())


def _confusion(score: Score) -> str:
    rows = [
        f"{count:>4}  {expected}  ->  {called}"
        for (expected, called), count in score.confusion.most_common()
    ]
    return "\n".join(["expected  ->  called", *rows]) if rows else ""


def _failures(score: Score) -> str:
    return "\n".join(
        f"{one.case.half}/{one.case.family}: {one.case.name}\n"
        f"    expected {'; '.join(one.verdict.expected) or 'nothing'}\n"
        f"    made     {'; '.join(one.verdict.made) or 'nothing'}{_why(one)}"
        for one in score.wrong
    )


def _why(one: Tried) -> str:
    told = one.trial.failure or one.trial.reply
    return f"\n    said     {' '.join(told.split())[:160]}" if told else ""


def _wrong(one: Tried) -> dict[str, object]:
    return {
        "half": one.case.half,
        "family": one.case.family,
        "say": list(one.case.say),
        "expected": list(one.verdict.expected),
        "made": list(one.verdict.made),
        "reply": one.trial.reply,
        "failure": one.trial.failure,
        "destroyed": one.verdict.wrongly_destroyed,
    }

import pytest

from deployer.logs.line import Level, LogLine, level_of, readable


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("INFO:     Application startup complete.", Level.INFO),
        ('{"level":"warning","event":"slow"}', Level.WARNING),
        ('{"severity":"ERROR"}', Level.ERROR),
        ("2026-11-26 12:00:00,123 ERROR sqlalchemy.pool: broken", Level.ERROR),
        ("2026-11-26 12:00:00.1 UTC [42] LOG:  checkpoint complete", Level.INFO),
        ("2026-11-26 12:00:00.1 UTC [42] FATAL:  password authentication failed", Level.ERROR),
        ("E1126 12:00:00.000000       1 main.go:1] failed", Level.ERROR),
        ("W1126 12:00:00.000000       1 main.go:1] odd", Level.WARNING),
        ("time=x level=debug msg=y", Level.DEBUG),
        ("[WARN] deprecated", Level.WARNING),
        ("Traceback (most recent call last):", Level.ERROR),
        ("TypeError: undefined is not a function", Level.ERROR),
        ("  at frame (file.js:1)", None),
        ("GET /errors HTTP/1.1 200", None),
        ("there is no ERRORS here", None),
        ("{not json", None),
        ('{"message": "no level"}', None),
        ("", None),
    ],
)
def test_a_level_is_read_in_any_of_the_usual_forms(text: str, level: Level | None) -> None:
    assert level_of(text) == level


def test_a_level_is_a_word_in_json() -> None:
    line = LogLine(at=None, service="a", pod="", container="a", level=Level.ERROR, text="x")
    assert '"level":"error"' in line.model_dump_json()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '{"method": "GET", "status": 200, "event": "request", "level": "info"}',
            "request method=GET status=200",
        ),
        ('{"msg": "up", "ts": 1}', "up"),
        ('{"a": 1}', "a=1"),
        ("{broken", "{broken"),
        ("plain", "plain"),
        ("{}", "{}"),
    ],
)
def test_json_is_shown_as_a_person_reads_it(text: str, said: str) -> None:
    assert readable(text) == said

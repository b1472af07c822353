"""Canaries: values that look secret must not survive anywhere, and what rules need must."""

import pytest

from deployer.diagnosis.redaction import HIDDEN, clean_arguments, clean_object, clean_text
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.objects import cron_job, deployment, ended, pod, snapshot, status

CANARY = "canary-5f1c9e"


@pytest.mark.parametrize(
    "text",
    [
        f"postgresql://shop:{CANARY}@db:5432/shop",
        f"connecting with password={CANARY} to db",
        f'{{"api_key": "{CANARY}"}}',
        f"Authorization: Bearer {CANARY}",
        f"authorization: basic {CANARY}",
        f"OPENROUTER_API_KEY=sk-or-v1-{CANARY}{CANARY}",
        f"token: ghp_{CANARY.replace('-', '')}0123456789",
        f"https://{CANARY}:@registry.example/v2",
    ],
)
def test_what_looks_secret_is_hidden_in_texts(text: str) -> None:
    cleaned = clean_text(text)
    assert CANARY not in cleaned
    assert CANARY.replace("-", "") not in cleaned
    assert clean_text(cleaned) == cleaned


@pytest.mark.parametrize(
    "text",
    [
        'FATAL:  password authentication failed for user "shop"',
        "could not translate host name db to address",
        "http://api:8080/health answered 503",
        'secret "keys" not found',
        "couldn't find key api_key in Secret shop/keys",
        "exec: uvicorn: executable file not found in $PATH",
        "0/1 nodes are available: 1 Insufficient memory.",
        'exec: "/etc/passwd": permission denied',
    ],
)
def test_what_rules_read_is_left_as_it_is(text: str) -> None:
    assert clean_text(text) == text


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["serve", "--password", CANARY], ["serve", "--password", HIDDEN]),
        (["serve", f"--api-token={CANARY}"], ["serve", f"--api-token={HIDDEN}"]),
        (["--secret-file", "--verbose"], ["--secret-file", "--verbose"]),
        (["serve", "--port", "8000"], ["serve", "--port", "8000"]),
        (None, None),
    ],
)
def test_arguments(given: list[str] | None, expected: list[str] | None) -> None:
    assert clean_arguments(given) == expected


def spec() -> dict[str, object]:
    header = {"name": "Authorization", "value": CANARY}
    one = {
        "name": "app",
        "image": "registry.example/app:1",
        "env": [
            {"name": "API_TOKEN", "value": CANARY},
            {"name": "SESSION_SECRET", "value": CANARY},
            {"name": "DATABASE_URL", "value": f"postgresql://shop:{CANARY}@db:5432/shop"},
            {"name": "SLACK_WEBHOOK", "value": f"https://hooks.example/services/{CANARY}"},
            {"name": "LOG_LEVEL", "value": "debug"},
        ],
        "args": ["--password", CANARY],
        "livenessProbe": {"httpGet": {"port": 8000, "httpHeaders": [header]}},
        "readinessProbe": {"exec": {"command": ["check", f"--token={CANARY}"]}},
    }
    return {"containers": [one]}


def whole() -> Snapshot:
    applied = {"kubectl.kubernetes.io/last-applied-configuration": CANARY, "team": "shop"}
    said = status(lastState=ended(1, message=f"password={CANARY}"))
    template = {"spec": spec()}
    return snapshot(
        clean_object(pod("web-1", said, metadata={"annotations": applied}, spec=spec())),
        clean_object(deployment(metadata={"annotations": applied}, spec={"template": template})),
        clean_object(cron_job(spec={"jobTemplate": {"spec": {"template": template}}})),
    )


def test_no_canary_survives_in_a_snapshot() -> None:
    one = whole()
    assert CANARY.encode() not in one.to_json()
    assert Snapshot.from_json(one.to_json()) == one


def test_what_rules_need_survives() -> None:
    text = whole().to_json().decode()
    for needed in ("db:5432/shop", "hooks.example", "debug", '"team": "shop"', "API_TOKEN"):
        assert needed in text

"""What may be applied, and how it is shown; on an API of the test's own."""

from pathlib import Path

import pytest

from deployer.diagnosis.finding import Fix, Patch
from deployer.diagnosis.fixing import Fixer, check, difference
from deployer.errors import UsageError
from deployer.requests import Access
from deployer.tools.command import Completed
from tests.diagnosis.api import Api
from tests.diagnosis.objects import deployment, service

ACCESS = Access(kubeconfig=Path("config"), context="test", cluster="test")
CANARY = "canary-5f1c9e"
SELECTOR = Patch(kind="Service", name="web", namespace="shop", body={"spec": {"selector": {}}})


def test_a_difference_shows_only_what_changes() -> None:
    before = service(spec={"selector": {"app": "wbe"}})
    lines = difference(before, service()).splitlines()
    assert [one for one in lines if one.startswith(("-", "+"))][2:] == [
        "-    app: wbe",
        "+    app: web",
    ]


def test_no_secret_is_shown_in_a_difference() -> None:
    secret = {"name": "API_KEY", "value": CANARY}
    one = {"name": "app", "image": "a:1", "env": [secret]}
    template = {"spec": {"containers": [one]}}
    assert CANARY not in difference(deployment(), deployment(spec={"template": template}))


def test_nothing_to_change_is_said() -> None:
    assert difference(service(), service()) == "It is so already."


@pytest.mark.parametrize(
    ("fix", "part"),
    [
        (None, "no fix"),
        (Fix(summary="ask your administrator"), "no fix"),
        (Fix(summary="x", command=("todo", "up")), "another command"),
        (Fix(summary="x", command=("bash", "-c", "rm -rf /")), "another command"),
        (Fix(summary="x", patch=Patch(kind="Secret", name="keys", body={})), "Secret"),
    ],
)
def test_what_a_program_must_not_apply(fix: Fix | None, part: str) -> None:
    with pytest.raises(UsageError, match=part):
        check(fix)


def test_what_it_may() -> None:
    for fix in (Fix(summary="x", patch=SELECTOR), Fix(summary="x", command=("helm", "rollback"))):
        assert check(fix) is fix


async def test_a_patch_is_tried_before_it_is_done() -> None:
    live = service(spec={"selector": {"app": "wbe"}}).to_dict()
    api = Api(
        {}, objects={"/api/v1/namespaces/shop/services/web": live}, patched=service().to_dict()
    )
    async with api.client() as client:
        fixer = Fixer(client, ACCESS)
        fix = Fix(summary="x", patch=SELECTOR)
        assert "+    app: web" in await fixer.preview(fix)
        tried = [one for one in api.asked if one.method == "PATCH"]
        assert [one.url.params.get("dryRun") for one in tried] == ["All"]
        assert "patched" in await fixer.apply(fix)
    done = [one for one in api.asked if one.method == "PATCH"][1]
    assert done.url.params.get("dryRun") is None
    assert done.headers["Content-Type"] == "application/strategic-merge-patch+json"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("delete", "pod", "db-0"), ["--dry-run=server"]),
        (("uncordon", "node-1"), ["--dry-run=server"]),
        (("label", "node", "a", "b-"), ["--dry-run=server", "--output=yaml"]),
    ],
)
async def test_a_command_is_tried_in_a_way_that_kubectl_takes(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], asked: list[str]
) -> None:
    ran: list[list[str]] = []

    async def run(argv: list[str], **_: object) -> Completed:
        ran.append(argv)
        return Completed(argv=tuple(argv), code=0, stdout='pod "db-0" deleted\n', stderr="")

    async def find(name: str, _: object) -> str:
        return name

    monkeypatch.setattr("deployer.diagnosis.fixing.run", run)
    monkeypatch.setattr("deployer.diagnosis.fixing.programs.find", find)
    async with Api({}).client() as client:
        said = await Fixer(client, ACCESS).preview(Fix(summary="x", command=("kubectl", *words)))
    assert said == 'pod "db-0" deleted'
    # kubectl delete and uncordon refuse --output=yaml.
    pinned = ["--kubeconfig", "--context"]
    assert [one for one in ran[0] if one.startswith("--")] == [*asked, *pinned]

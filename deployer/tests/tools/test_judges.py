"""What kube-score and checkov print is read; tests/charts runs the real ones."""

import json

import pytest

from deployer.errors import DeployerError
from deployer.tools.command import Completed
from deployer.tools.judges import Finding, read_checkov, read_kube_score


def said(document: object, code: int = 1, stderr: str = "") -> Completed:
    text = document if isinstance(document, str) else json.dumps(document)
    return Completed(argv=("judge",), code=code, stdout=text, stderr=stderr)


def test_only_what_kube_score_calls_critical_counts() -> None:
    def check(name: str, grade: int, *, skipped: bool = False) -> dict[str, object]:
        comments = [{"path": "", "summary": "is not set"}] if grade == 1 else None
        return {
            "check": {"id": name},
            "grade": grade,
            "skipped": skipped,
            "comments": comments,
        }

    checks = [check("a", 1), check("b", 5), check("c", 10), check("d", 1, skipped=True)]
    one = {
        "type_meta": {"kind": "Deployment"},
        "object_meta": {"name": "shop"},
        "checks": checks,
    }
    assert read_kube_score(said([one])) == (
        Finding(judge="kube-score", check="a", kind="Deployment", name="shop", says="is not set"),
    )


def test_what_checkov_found_is_named_with_its_object() -> None:
    failed = {
        "check_id": "CKV_K8S_16",
        "check_name": "Container should not be privileged",
        "resource": "Deployment.shop.shop.v2",
    }
    summary = {"passed": 80, "failed": 1, "parsing_errors": 0}
    found = read_checkov(said({"results": {"failed_checks": [failed]}, "summary": summary}))
    assert [(one.kind, one.name, one.check) for one in found] == [
        ("Deployment", "shop.v2", "CKV_K8S_16")
    ]


def test_checkov_s_short_form_means_that_nothing_failed() -> None:
    assert read_checkov(said({"passed": 90, "failed": 0, "parsing_errors": 0}, code=0)) == ()


@pytest.mark.parametrize(
    "summary",
    [{"passed": 0, "failed": 0, "parsing_errors": 0}, {"passed": 4, "parsing_errors": 1}],
)
def test_a_judge_that_could_not_read_the_charts_has_not_acquitted_them(
    summary: dict[str, int],
) -> None:
    with pytest.raises(DeployerError, match="could not judge"):
        read_checkov(said(summary, code=0))


def test_no_verdict_is_no_acquittal_either() -> None:
    with pytest.raises(DeployerError, match="gave no verdict") as failure:
        read_kube_score(said("", code=2, stderr="out of memory\n"))
    assert failure.value.cause == "out of memory"

import pytest

from deployer.diagnosis.engine import diagnose
from tests.snapshots import waiting


@pytest.mark.parametrize(
    ("message", "rule", "part"),
    [
        ('secret "todo-backend" not found', "config.secret-missing", "todo-backend"),
        ('configmap "todo-web" not found', "config.configmap-missing", "todo-web"),
        (
            "couldn't find key DATABASE_URL in Secret todo/todo-backend",
            "config.key-missing",
            "DATABASE_URL",
        ),
        (
            'container has runAsNonRoot and image will run as root (pod: "x", container: y)',
            "config.runs-as-root",
            "root",
        ),
        ("failed to do something new", "config.container", "something new"),
    ],
)
def test_the_kubelet_s_words_are_explained(message: str, rule: str, part: str) -> None:
    (finding,) = diagnose(waiting("CreateContainerConfigError", message))
    assert finding.rule == rule
    assert part in finding.cause
    assert finding.patience == 0
    assert any(message in one.value for one in finding.evidence)


def test_a_program_that_is_not_there_is_named() -> None:
    said = 'OCI runtime create failed: exec: "uvicorn": executable file not found in $PATH'
    (finding,) = diagnose(waiting("RunContainerError", said))
    assert finding.rule == "config.command"
    assert "uvicorn" in finding.cause

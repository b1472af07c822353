"""`todo dev` refuses what it cannot do before anything is touched."""

from tests.commands.test_cli import run


def test_a_service_that_is_not_there_is_named() -> None:
    done = run("dev", "--on", "builtin", "--only", "backnd")
    assert done.returncode == 2
    assert "no service named 'backnd'" in done.stderr


def test_a_cluster_that_is_not_there_is_named(tmp_path: object) -> None:
    done = run("dev", "--on", "nowhere-at-all", KUBECONFIG=f"{tmp_path}/none")
    assert done.returncode == 2
    assert "nowhere-at-all" in done.stderr

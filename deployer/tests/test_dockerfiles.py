"""The Dockerfiles hold together: Docker has no way to name a stage of another one."""

from deployer.app import load_app


def first_stage(service: str) -> list[str]:
    lines = load_app().services[service].recipe.read_text(encoding="utf-8").splitlines()
    return lines[lines.index("FROM ${BASE} AS runtime") : lines.index("FROM runtime AS packages")]


def test_the_images_of_python_share_their_first_stage_and_build_it_once() -> None:
    assert first_stage("operations") == first_stage("backend")

from datetime import UTC, datetime

from deployer.logs.sources import Source, sources
from tests.diagnosis.objects import crashing, pod, status, waiting

SOURCE = Source(namespace="todo", service="backend", pod="b-1", uid="u", container="c", run=0)


def test_a_container_that_has_not_begun_has_nothing_to_say() -> None:
    one = pod("web-1", status("app"), waiting("ContainerCreating", name="side"))
    assert [(one.service, one.container) for one in sources([one])] == [("web", "app")]


def test_a_restart_is_a_source_of_its_own() -> None:
    before, after = sources([pod("web-1", status())]), sources([pod("web-1", crashing(restarts=1))])
    assert before != after
    assert [one.run for one in after] == [1]


def test_only_the_services_that_are_named() -> None:
    pods = [pod("web-1"), pod("db-1", labels={"app.kubernetes.io/component": "database"})]
    assert [one.pod for one in sources(pods, ["database"])] == ["db-1"]
    assert len(sources(pods)) == 2


def test_a_line_is_parted_from_its_time_and_credentials_are_hidden() -> None:
    at, line = SOURCE.line("2026-11-26T12:00:00.123456789Z ERROR: password=hunter22 wrong")
    assert at == datetime(2026, 11, 26, 12, 0, 0, 123456, tzinfo=UTC)
    assert line.text.startswith("ERROR: password=")
    assert "hunter22" not in line.text


def test_a_time_of_another_zone_is_the_same_moment() -> None:
    at, _ = SOURCE.line("2026-11-26T14:00:00+02:00 x")
    assert at == datetime(2026, 11, 26, 12, tzinfo=UTC)


def test_what_the_kubelet_says_itself_has_no_time_and_is_kept_whole() -> None:
    said = "unable to retrieve container logs for containerd://1"
    assert SOURCE.line(said)[1].text == said


def test_an_empty_line_stays_one() -> None:
    assert SOURCE.line("2026-11-26T12:00:00Z ")[1].text == ""
    assert SOURCE.line("2026-11-26T12:00:00Z")[1].text == ""

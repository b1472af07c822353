from deployer.agents._monitor.probes import from_events, from_metrics
from tests.diagnosis.objects import event

METRICS = """\
# HELP prober_probe_total [BETA] Cumulative number of a liveness, readiness or startup probe
# TYPE prober_probe_total counter
prober_probe_total{container="backend",namespace="todo",pod="b",pod_uid="u1",probe_type="Liveness",result="successful"} 90
prober_probe_total{container="backend",namespace="todo",pod="b",pod_uid="u1",probe_type="Readiness",result="failed"} 2
prober_probe_total{container="backend",namespace="todo",pod="b",pod_uid="u1",probe_type="Readiness",result="successful"} 1.8e+01
prober_probe_total{container="backend",namespace="todo",pod="b",pod_uid="u1",probe_type="Readiness",result="unknown"} 5
prober_probe_total{container="x",namespace="other",pod="y",pod_uid="u2",probe_type="Liveness",result="failed"} 7
prober_probe_duration_seconds_count{container="backend",namespace="todo",pod="b",probe_type="Liveness"} 9
"""  # noqa: E501 - as the kubelet writes it


def test_the_kubelets_counts_by_kind() -> None:
    (pod,) = from_metrics(METRICS, "todo").values()
    rates = {one.kind: (one.succeeded, one.failed, one.rate) for one in pod}
    assert rates == {"liveness": (90, 0, 1.0), "readiness": (18, 7, 0.72)}


def test_nothing_was_probed_yet() -> None:
    assert from_metrics("", "todo") == {}


def test_events_tell_failures_and_never_a_rate() -> None:
    said = "Readiness probe failed: HTTP probe failed with statuscode: 503"
    events = [
        event("Pod/web-1", "Unhealthy", said, count=4),
        event("Pod/web-1", "Unhealthy", said, count=1),
        event("Pod/web-1", "Unhealthy", "Liveness probe errored: rpc error"),
        event("Pod/web-1", "BackOff", "Readiness probe failed: not this reason"),
        event("Pod/gone-1", "Unhealthy", said),
    ]
    found = from_events(events, {"pod-web-1": "app"})
    assert {one.kind: one.failed for one in found["pod-web-1"]} == {"readiness": 5, "liveness": 1}
    assert [one.rate for one in found["pod-web-1"]] == [None, None]
    assert list(found) == ["pod-web-1"]

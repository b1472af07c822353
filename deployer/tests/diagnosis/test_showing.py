import io

from rich.console import Console

from deployer.diagnosis.engine import diagnose
from deployer.diagnosis.finding import Evidence, Finding, Fix, ObjectRef
from deployer.diagnosis.problem import Diagnosis, Explained, FixFacts, Problem
from deployer.diagnosis.showing import diagnosis, fixed
from tests.diagnosis.objects import NOW, snapshot

REF = ObjectRef(kind="Pod", namespace="shop", name="web-1", container="app")


def finding(rule: str, **changes: object) -> Finding:
    base: dict[str, object] = {"rule": rule, "object": REF, "cause": "it [fails]"}
    evidence = (Evidence(what="state.waiting.reason", value="CrashLoopBackOff"),)
    return Finding.model_validate(base | {"evidence": evidence} | changes)


def shown(*problems: Problem, **changes: object) -> str:
    base = Diagnosis(namespace="shop", taken_at=NOW, kubernetes="", pods=1, problems=problems)
    stream = io.StringIO()
    Console(file=stream, width=200).print(diagnosis(Explained(**(dict(base) | changes))))
    return stream.getvalue()


def test_the_root_comes_with_evidence_and_fix_and_symptoms_below_it() -> None:
    fix = Fix(summary="scale it", command=("kubectl", "scale", "deployment/web", "--replicas=1"))
    one = Problem(
        id="F1", finding=finding("crash.exit", fix=fix), symptoms=(finding("rollout.late"),)
    )
    lines = shown(one).splitlines()
    assert lines[0] == "F1 critical Pod web-1/app: it [fails]  [crash.exit, proof]"
    assert "   state.waiting.reason = CrashLoopBackOff" in [line.rstrip() for line in lines]
    assert any(
        "fix (safe): scale it  kubectl scale deployment/web --replicas=1" in line for line in lines
    )
    assert any(line.strip().startswith("└ follows: ") and "rollout.late" in line for line in lines)
    assert any("todo fix F1" in line for line in lines)


def test_a_destructive_fix_says_so_and_one_that_only_looks_offers_nothing() -> None:
    lost = Fix(
        summary="delete it", risk="destructive", command=("kubectl", "delete", "pvc", "data")
    )
    assert "destructive" in shown(Problem(id="F1", finding=finding("a", fix=lost)))
    look = Fix(summary="look", risk="read", command=("kubectl", "describe", "pod", "web-1"))
    assert "todo fix" not in shown(Problem(id="F1", finding=finding("a", fix=look)))


def test_other_pods_with_the_same_cause_are_counted() -> None:
    also = tuple(ObjectRef(kind="Pod", namespace="shop", name=f"web-{n}") for n in range(2, 9))
    said = shown(Problem(id="F1", finding=finding("a"), also=also))
    assert "also: Pod web-2, Pod web-3, Pod web-4 and 4 more" in said


def test_lines_of_a_log_stay_lines_and_long_ones_are_cut() -> None:
    log = Evidence(what="log", value="first\n" + "x" * 900)
    said = shown(Problem(id="F1", finding=finding("a", evidence=(log,))))
    assert "log:" in said
    assert "x" * 900 not in said
    assert "…" in said


def test_what_was_not_readable_is_told() -> None:
    assert "Not readable, so not judged: Node, Secret." in shown(
        unreadable={"Secret": "forbidden", "Node": "forbidden"}
    )


def test_the_model_s_words_are_marked_as_such() -> None:
    said = shown(explained_by="small", explanation="Because of x.")
    assert "In the words of the model small, not checked:" in said
    assert "Because of x." in said


def test_after_a_fix_it_is_told_how_to_take_it_back() -> None:
    one = Problem(id="F1", finding=finding("a"))
    facts = FixFacts(
        problem=one, difference="", applied=True, verified=True, undo="kubectl x", remaining=2
    )
    stream = io.StringIO()
    Console(file=stream, width=200).print(fixed(facts))
    assert stream.getvalue().splitlines() == [
        "undo: kubectl x",
        "Root causes that are left in the namespace: 2",
    ]


def test_nothing_wrong_shows_nothing() -> None:
    assert diagnose(snapshot()).problems == ()
    assert shown().strip() == ""

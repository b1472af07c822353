from deployer.agents._deploy.drift import same_content
from deployer.tools.essence import essence
from deployer.tools.helm import Hook, Info, Revision

MANIFEST = """
apiVersion: v1
kind: Service
metadata: {name: todo-backend}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: todo-backend}
data: {LOG_LEVEL: info}
"""
HOOK = "kind: Job\nmetadata: {name: todo-backend-migration}\n"


def revision(manifest: str = MANIFEST, hook: str = HOOK) -> Revision:
    return Revision(
        name="todo-backend",
        version=3,
        info=Info(status="deployed"),
        manifest=manifest,
        hooks=(Hook(manifest=hook),),
    )


def test_the_order_of_objects_and_comments_make_no_difference() -> None:
    parts = MANIFEST.split("---")
    turned = f"# Source: another\n{parts[1]}---{parts[0]}"
    assert same_content(revision(), revision(turned))


def test_a_changed_value_is_a_difference() -> None:
    assert not same_content(revision(), revision(MANIFEST.replace("info", "debug")))


def test_a_changed_hook_is_a_difference() -> None:
    assert not same_content(revision(), revision(hook=HOOK.replace("migration", "other")))


def test_an_object_more_is_a_difference() -> None:
    assert not same_content(revision(), revision(f"{MANIFEST}---\nkind: Secret\n"))


def test_what_the_api_keeps_for_itself_is_no_drift() -> None:
    live: dict[str, object] = {
        "kind": "Service",
        "metadata": {"name": "a", "uid": "1", "resourceVersion": "7", "managedFields": [{}]},
        "spec": {"type": "ClusterIP"},
        "status": {"loadBalancer": {}},
    }
    applied = live | {"metadata": {"name": "a", "uid": "1", "resourceVersion": "9"}, "status": {}}
    assert essence(live) == essence(applied)
    assert essence(live) != essence(live | {"spec": {"type": "NodePort"}})
    assert essence(live) != essence(live | {"metadata": {"name": "a", "labels": {"x": "y"}}})

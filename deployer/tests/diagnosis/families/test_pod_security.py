"""Violations as pod-security-admission words them, and the patch that satisfies them."""

from deployer.diagnosis.finding import Finding
from tests.diagnosis.asking import body_of, fix_of, found, the
from tests.diagnosis.families.test_admission import failing, refused
from tests.diagnosis.objects import Tree, deployment, event, job, replica_set, snapshot

ALL = (
    'pods "web" is forbidden: violates PodSecurity "restricted:latest": allowPrivilegeEscalation !='
    ' false (container "app" must set securityContext.allowPrivilegeEscalation=false), unrestricted'
    ' capabilities (container "app" must set securityContext.capabilities.drop=["ALL"]),'
    ' runAsNonRoot != true (pod or container "app" must set securityContext.runAsNonRoot=true),'
    ' seccompProfile (pod or container "app" must set securityContext.seccompProfile.type to'
    ' "RuntimeDefault" or "Localhost")'
)
HOST = (
    'pods "web" is forbidden: violates PodSecurity "baseline:v1.37": host namespaces'
    ' (hostNetwork=true, hostPID=true), hostPath volumes (volume "data"), privileged (container'
    ' "app" must not set'
    " securityContext.privileged=true)"
)
OF_POD = (
    'pods "web" is forbidden: violates PodSecurity "restricted:latest": runAsUser=0 (pod and'
    ' container "app" must not set runAsUser=0)'
)


def of(message: str) -> Finding:
    return the(refused(message), "admission.pod-security")


def pods(finding: Finding) -> Tree:
    spec: Tree = body_of(finding)["spec"]["template"]["spec"]
    return spec


def test_each_check_is_named_and_satisfied() -> None:
    finding = of(ALL)
    assert finding.rule == "admission.pod-security"
    assert "level restricted:latest" in finding.cause
    assert "runAsNonRoot != true" in finding.cause
    assert finding.patience == 0
    context = {
        "allowPrivilegeEscalation": False,
        "capabilities": {"drop": ["ALL"], "add": None},
        "runAsNonRoot": True,
        "seccompProfile": {"type": "RuntimeDefault"},
    }
    assert pods(finding) == {"containers": [{"name": "app", "securityContext": context}]}
    assert fix_of(finding).undo == "kubectl rollout undo deployment/web"


def test_what_no_patch_can_do_is_left_to_a_person() -> None:
    finding = of(HOST)
    assert pods(finding)["hostNetwork"] is False
    assert pods(finding)["hostPID"] is False
    assert pods(finding)["containers"] == [
        {"name": "app", "securityContext": {"privileged": False}}
    ]
    assert 'hostPath volumes (volume "data")' in fix_of(finding).summary


def test_ports_of_the_host_are_given_back() -> None:
    said = 'violates PodSecurity "baseline:latest": hostPort (container "app" uses hostPort 8000)'
    port = {"containerPort": 8000, "hostPort": 8000}
    containers = [{"name": "app", "image": "a", "ports": [port]}]
    given = refused(said, spec={"template": {"spec": {"containers": containers}}})
    (container,) = pods(the(given, "admission.pod-security"))["containers"]
    assert container["ports"] == [{"containerPort": 8000, "protocol": "TCP", "hostPort": None}]


def test_a_value_of_the_whole_pod_is_changed_too() -> None:
    finding = of(OF_POD)
    assert pods(finding)["securityContext"] == {"runAsUser": 10001}


def test_a_template_that_cannot_be_changed_gets_no_patch() -> None:
    refused_job = snapshot(job(status={"active": 0}), event("Job/migrate", "FailedCreate", ALL))
    (finding,) = found(refused_job, "admission.")
    assert fix_of(finding).patch is None


def test_a_warning_alone_is_no_violation() -> None:
    said = ALL.replace("violates", "would violate")
    given = snapshot(deployment(), replica_set(status=failing(said)))
    assert found(given, "admission.pod-security") == []

import pytest

from deployer.diagnosis.finding import Finding
from deployer.diagnosis.snapshot import Snapshot
from tests.diagnosis.asking import body_of, fix_of, found, the
from tests.diagnosis.objects import Part, from_yaml, pod, secret, service, snapshot

INGRESS = """
kind: Ingress
apiVersion: networking.k8s.io/v1
metadata: {name: web}
spec:
  ingressClassName: nginx
  tls: [{hosts: [todo.local], secretName: web-tls}]
  rules:
    - host: todo.local
      http:
        paths:
          - path: /
            pathType: Prefix
            backend: {service: {name: web, port: {number: 80}}}
"""
UNCLASSED = INGRESS.replace("  ingressClassName: nginx\n", "")
CLASS = """
kind: IngressClass
apiVersion: networking.k8s.io/v1
metadata: {name: nginx, namespace: null}
spec: {controller: k8s.io/ingress-nginx}
"""
DEFAULT = CLASS.replace(
    "namespace: null",
    'namespace: null, annotations: {ingressclass.kubernetes.io/is-default-class: "true"}',
)


def given(
    ingress: str = INGRESS, classes: str = CLASS, *more: Part, unreadable: str = ""
) -> Snapshot:
    parts = (*from_yaml(ingress), *(from_yaml(classes) if classes else ()), *more)
    return snapshot(
        *parts,
        service(),
        pod(),
        secret("web-tls", "tls.crt", "tls.key"),
        unreadable={unreadable: "forbidden"} if unreadable else {},
    )


def problems(snapshot_: Snapshot) -> list[Finding]:
    return found(snapshot_, "network.")


@pytest.mark.parametrize(
    "well",
    [
        given(),
        given(UNCLASSED, DEFAULT),
        given(
            UNCLASSED.replace(
                "name: web}", "name: web, annotations: {kubernetes.io/ingress.class: x}}", 1
            ),
            "",
        ),
        given(UNCLASSED + "status: {loadBalancer: {ingress: [{ip: 10.0.0.1}]}}", ""),
        given(INGRESS.replace("nginx", "traefik"), unreadable="IngressClass"),
        given(INGRESS.replace("name: web, port: {number: 80}", "name: web, port: {name: http}")),
        given(INGRESS.replace("name: web,", "name: wep,"), unreadable="Service"),
        given(INGRESS.replace("web-tls", "other"), unreadable="Secret"),
    ],
    ids=[
        "all there",
        "default",
        "annotated",
        "taken",
        "classes?",
        "port name",
        "services?",
        "secrets?",
    ],
)
def test_ingresses_that_lead_somewhere_are_well(well: Snapshot) -> None:
    assert problems(well) == []


def test_a_class_that_does_not_exist_is_corrected() -> None:
    finding = the(given(INGRESS.replace("nginx", "ngnix")), "network.ingress-class")
    assert "its class ngnix does not exist; there is nginx" in finding.cause
    assert body_of(finding) == {"spec": {"ingressClassName": "nginx"}}


def test_without_any_class_there_is_no_controller() -> None:
    finding = the(given(classes=""), "network.ingress-class")
    assert "no controller runs" in finding.cause
    assert "install an ingress controller" in finding.cure


def test_without_a_default_nobody_takes_an_ingress_that_names_no_class() -> None:
    finding = the(given(UNCLASSED), "network.ingress-no-controller")
    assert "none of the classes nginx is the default" in finding.cause
    assert body_of(finding) == {"spec": {"ingressClassName": "nginx"}}
    assert (
        "there are no classes" in the(given(UNCLASSED, ""), "network.ingress-no-controller").cause
    )


@pytest.mark.parametrize(
    ("ingress", "part"),
    [
        (
            INGRESS.replace("name: web,", "name: wep,"),
            "it sends todo.local/ to Service wep, which does not exist; did it mean web?",
        ),
        (
            INGRESS.replace("number: 80", "number: 8000"),
            "to port 8000 of Service web, which has 80, http",
        ),
        (
            INGRESS.replace(
                "rules:", "defaultBackend: {service: {name: x, port: {number: 1}}}\n  rules:"
            ),
            "it sends (default) to Service x, which does not exist",
        ),
    ],
)
def test_backends_that_do_not_exist_are_named(ingress: str, part: str) -> None:
    assert part in the(given(ingress), "network.ingress-backend").cause


def test_a_missing_certificate_is_a_warning() -> None:
    finding = the(given(INGRESS.replace("web-tls", "other")), "network.ingress-certificate")
    assert finding.severity == "warning"
    assert "kubectl create secret tls other" in fix_of(finding).summary

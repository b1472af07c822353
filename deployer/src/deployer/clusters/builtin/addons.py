"""Installs what the control plane does not bring: DNS, metrics, a class of volumes."""

from importlib.resources import files
from string import Template

from deployer.clusters.builtin.configuration import name_servers
from deployer.clusters.builtin.layout import DNS_ADDRESS, PAUSE_IMAGE
from deployer.clusters.builtin.programs import PROGRAM, Programs

MANIFESTS = ("storage.yaml", "dns.yaml", "metrics.yaml")
SERVING = ("deployment/coredns", "apiservice/v1beta1.metrics.k8s.io")
"""What must be available, in namespace kube-system, before the cluster counts as up: an API
service that is not yet there also breaks discovery, and with it helm."""


def addons(programs: Programs) -> str:
    """Return the manifests as one YAML stream.

    CoreDNS and metrics-server run from the node's own program, mounted into their pods: no image
    of 170 MB has to be made, copied and kept.
    """
    folder = files("deployer.clusters.builtin").joinpath("manifests")
    values = {
        "image": PAUSE_IMAGE,
        "program": programs.path(PROGRAM),
        "dns_address": str(DNS_ADDRESS),
        "forward": "forward . /etc/resolv.conf" if name_servers() else "",
    }
    texts = [folder.joinpath(name).read_text() for name in MANIFESTS]
    return "---\n".join(Template(text).substitute(values) for text in texts)

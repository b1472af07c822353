"""Where the programs that drive clusters are published, pinned to one version each."""

import platform
import sys

from deployer.frozen import Frozen

KUBECTL, HELM, MINIKUBE, KIND = "v1.37.2", "v3.22.0", "v1.38.1", "v0.33.0"
KUBE_SCORE = "v1.20.0"


class Release(Frozen):
    """One published file and the file with its SHA-256."""

    url: str
    checksum_url: str
    member: str = ""
    """The program's path when the file is an archive; empty when it is the program itself."""


def release_of(name: str, system: str = "", machine: str = "") -> Release:
    """Return the file of a program for a platform, by default this one.

    Args:
        name: `kubectl`, `helm`, `minikube` or `kind`.
        system: `linux`, `darwin` or `windows`.
        machine: As `platform.machine()` says it.

    Raises:
        KeyError: It is none of these programs.
    """
    system = system or {"win32": "windows"}.get(sys.platform, sys.platform)
    machine = (machine or platform.machine()).lower()
    arch = {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)
    return {"kubectl": _kubectl, "helm": _helm, "minikube": _minikube, "kind": _kind}[name](
        system, arch
    )


def _kubectl(system: str, arch: str) -> Release:
    url = f"https://dl.k8s.io/release/{KUBECTL}/bin/{system}/{arch}/kubectl{_suffix(system)}"
    return Release(url=url, checksum_url=f"{url}.sha256")


def _helm(system: str, arch: str) -> Release:
    kind = "zip" if system == "windows" else "tar.gz"
    url = f"https://get.helm.sh/helm-{HELM}-{system}-{arch}.{kind}"
    member = f"{system}-{arch}/helm{_suffix(system)}"
    return Release(url=url, checksum_url=f"{url}.sha256sum", member=member)


def _minikube(system: str, arch: str) -> Release:
    base = "https://github.com/kubernetes/minikube/releases/download"
    url = f"{base}/{MINIKUBE}/minikube-{system}-{arch}{_suffix(system)}"
    return Release(url=url, checksum_url=f"{url}.sha256")


def _kind(system: str, arch: str) -> Release:
    base = "https://github.com/kubernetes-sigs/kind/releases/download"
    url = f"{base}/{KIND}/kind-{system}-{arch}"
    return Release(url=url, checksum_url=f"{url}.sha256sum")


def _suffix(system: str) -> str:
    return ".exe" if system == "windows" else ""

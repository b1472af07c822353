"""Why a cluster cannot be reached, by the words of OpenSSL and of the system's sockets."""

import re
from dataclasses import dataclass

from deployer.errors import MissingError
from deployer.requests import Access


@dataclass(frozen=True)
class Obstacle:
    """What keeps a request from a cluster.

    Args:
        says: What the error's text holds, as a regular expression.
        what: What to tell a person; `server` and `context` are filled in.
        cure: The action that helps.
    """

    says: str
    what: str
    cure: str


OBSTACLES = (
    Obstacle(
        "certificate has expired",
        "The certificate of the cluster of context {context!r} has expired.",
        "let the cluster renew it (minikube start; kubeadm certs renew all), or correct the clock",
    ),
    Obstacle(
        "certificate is not yet valid",
        "The certificate of the cluster of context {context!r} is from the future.",
        "correct this machine's clock",
    ),
    Obstacle(
        "unable to get local issuer|self.signed certificate|certificate signature failure",
        "The server of context {context!r} is not the cluster that its kubeconfig trusts.",
        "fetch the kubeconfig anew: the cluster was made again, or another one answers there",
    ),
    Obstacle(
        "(?i)hostname mismatch|IP address mismatch",
        "The certificate of the cluster of context {context!r} is for another address.",
        "use the address that the certificate names, or set tls-server-name in the kubeconfig",
    ),
    Obstacle(
        "(?i)name or service not known|getaddrinfo|nodename nor servname|name resolution",
        "The address of the cluster of context {context!r} is not known: {server}.",
        "name another context (--on CONTEXT), or connect to the network that knows it",
    ),
    Obstacle(
        "(?i)refused|all connection attempts failed",
        "Nothing listens where the cluster of context {context!r} should be: {server}.",
        "./todo up (it starts a stopped cluster), or name another context (--on CONTEXT)",
    ),
)
"""The first that fits counts."""


def unreachable(access: Access, server: str, error: Exception) -> MissingError:
    """Return what to tell a person when a request found no cluster.

    Args:
        access: The cluster that was asked.
        server: Its address, from the kubeconfig.
        error: How the request failed.
    """
    said = f"{type(error).__name__}: {error}"
    for one in OBSTACLES:
        if re.search(one.says, said):
            what = one.what.format(context=access.context, server=server)
            return MissingError(what, cause=said, cure=one.cure)
    return MissingError(
        f"The cluster of context {access.context!r} does not answer.",
        cause=said,
        cure="./todo status",
    )

"""When certificates end: those that the namespace serves, and the one that opens the cluster."""

import base64
import binascii
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import yaml
from cryptography import x509
from lightkube import AsyncClient
from lightkube.resources.core_v1 import Secret

from deployer.health import CertificateHealth
from deployer.requests import Access
from deployer.tools.kube import meta

TLS = "kubernetes.io/tls"
PUBLIC = "tls.crt"
DAY_SECONDS = 86_400


async def served(client: AsyncClient, namespace: str, now: datetime) -> list[CertificateHealth]:
    """Return the certificates of the namespace's TLS secrets; their keys are never looked at.

    Raises:
        ApiError: The API refuses to hand out secrets.
    """
    found = client.list(Secret, namespace=namespace, fields={"type": TLS})
    return [
        one
        async for secret in found
        for one in _read(
            f"Secret {meta(secret).name}", _decoded((secret.data or {}).get(PUBLIC, "")), now
        )
    ]


def of_kubeconfig(access: Access, now: datetime) -> list[CertificateHealth]:
    """Return the client certificate of the context's user; empty for tokens and plugins."""
    tree = yaml.safe_load(access.kubeconfig.read_text(encoding="utf-8")) or {}
    context = _named(tree.get("contexts"), access.context).get("context") or {}
    name = str(context.get("user", ""))
    user = _named(tree.get("users"), name).get("user") or {}
    if data := user.get("client-certificate-data"):
        pem = _decoded(str(data))
    elif path := user.get("client-certificate"):
        pem = (access.kubeconfig.parent / Path(str(path))).read_bytes()
    else:
        return []
    return list(_read(f"kubeconfig user {name}", pem, now))


def _read(where: str, pem: bytes, now: datetime) -> Iterator[CertificateHealth]:
    """Read the first certificate, the holder's own; those after it are its authorities."""
    try:
        found = x509.load_pem_x509_certificates(pem)[0]
    except (ValueError, IndexError):
        return  # a rule of the diagnosis tells of a broken certificate; here is no end to tell
    yield CertificateHealth(
        where=where,
        subject=found.subject.rfc4514_string(),
        not_after=found.not_valid_after_utc,
        days_left=round((found.not_valid_after_utc - now).total_seconds() / DAY_SECONDS, 1),
    )


def _named(entries: object, name: str) -> dict[str, dict[str, object]]:
    found = entries if isinstance(entries, list) else []
    return next((one for one in found if one.get("name") == name), {})


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text)
    except binascii.Error:
        return b""

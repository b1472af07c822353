import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from deployer.agents._monitor.certificates import of_kubeconfig
from deployer.requests import Access
from tests.certificates import certificate

NOW = datetime(2026, 11, 26, tzinfo=UTC)


@pytest.fixture(scope="module")
def pem() -> bytes:
    return certificate(NOW, days=30)


def kubeconfig(folder: Path, user: dict[str, object]) -> Access:
    tree = {
        "contexts": [{"name": "here", "context": {"cluster": "c", "user": "me"}}],
        "users": [{"name": "other", "user": {"token": "t"}}, {"name": "me", "user": user}],
    }
    path = folder / "config"
    path.write_text(yaml.safe_dump(tree))
    return Access(kubeconfig=path, context="here", cluster="kind")


def test_a_certificate_inside_the_kubeconfig(tmp_path: Path, pem: bytes) -> None:
    access = kubeconfig(tmp_path, {"client-certificate-data": base64.b64encode(pem).decode()})
    (found,) = of_kubeconfig(access, NOW)
    assert (found.where, found.subject, found.days_left) == ("kubeconfig user me", "CN=admin", 30.0)


def test_a_certificate_beside_the_kubeconfig(tmp_path: Path, pem: bytes) -> None:
    (tmp_path / "me.crt").write_bytes(pem)
    (found,) = of_kubeconfig(kubeconfig(tmp_path, {"client-certificate": "me.crt"}), NOW)
    assert found.days_left == 30.0


@pytest.mark.parametrize("user", [{"token": "t"}, {"client-certificate-data": "bm90aGluZw=="}])
def test_a_user_without_a_readable_certificate(tmp_path: Path, user: dict[str, object]) -> None:
    assert of_kubeconfig(kubeconfig(tmp_path, user), NOW) == []

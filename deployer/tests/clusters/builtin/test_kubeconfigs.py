import stat
from base64 import b64decode

import pytest
import yaml

from deployer.clusters.builtin.kubeconfigs import USERS, write_kubeconfigs
from deployer.clusters.builtin.layout import API_URL, CONTEXT, Layout


@pytest.mark.parametrize("user", USERS)
def test_it_leads_to_the_cluster_as_that_user(furnished: Layout, user: str) -> None:
    document = yaml.safe_load(furnished.kubeconfig(user).read_text())
    assert document["current-context"] == CONTEXT
    assert document["contexts"] == [
        {"name": CONTEXT, "context": {"cluster": CONTEXT, "user": user}}
    ]
    assert document["clusters"][0]["cluster"]["server"] == API_URL


@pytest.mark.parametrize("user", USERS)
def test_it_carries_the_certificates(furnished: Layout, user: str) -> None:
    document = yaml.safe_load(furnished.kubeconfig(user).read_text())
    credentials = document["users"][0]["user"]
    authority = document["clusters"][0]["cluster"]["certificate-authority-data"]
    pki = furnished.pki
    assert b64decode(authority) == (pki / "ca.crt").read_bytes()
    assert b64decode(credentials["client-certificate-data"]) == (pki / f"{user}.crt").read_bytes()
    assert b64decode(credentials["client-key-data"]) == (pki / f"{user}.key").read_bytes()


def test_it_is_for_root_only(furnished: Layout) -> None:
    modes = {stat.S_IMODE(furnished.kubeconfig(user).stat().st_mode) for user in USERS}
    assert modes == {0o600}


def test_writing_again_changes_nothing(furnished: Layout) -> None:
    before = furnished.kubeconfig("admin").read_text()
    write_kubeconfigs(furnished)
    assert furnished.kubeconfig("admin").read_text() == before

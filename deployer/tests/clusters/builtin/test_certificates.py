import stat
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key
from cryptography.x509.oid import NameOID

from deployer.clusters.builtin.certificates import IDENTITIES, Identity, ensure_certificates
from deployer.clusters.builtin.layout import API_ADDRESS, CONTEXT, NODE_ADDRESS


@pytest.fixture(scope="module")
def pki(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("certificates") / "pki"
    ensure_certificates(folder)
    return folder


def certificate(pki: Path, name: str) -> x509.Certificate:
    return x509.load_pem_x509_certificate((pki / f"{name}.crt").read_bytes())


def names_of(pki: Path, name: str) -> tuple[list[str], list[str]]:
    extension = certificate(pki, name).extensions.get_extension_for_class(
        x509.SubjectAlternativeName
    )
    hosts = extension.value.get_values_for_type(x509.DNSName)
    addresses = extension.value.get_values_for_type(x509.IPAddress)
    return hosts, [str(address) for address in addresses]


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda one: one.name)
def test_the_authority_signed_it(pki: Path, identity: Identity) -> None:
    certificate(pki, identity.name).verify_directly_issued_by(certificate(pki, "ca"))


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda one: one.name)
def test_its_subject_is_the_kubernetes_user(pki: Path, identity: Identity) -> None:
    subject = certificate(pki, identity.name).subject
    users = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    groups = subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    assert [user.value for user in users] == [identity.user]
    assert [group.value for group in groups] == ([identity.group] if identity.group else [])


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda one: one.name)
def test_its_key_fits(pki: Path, identity: Identity) -> None:
    key = load_pem_private_key((pki / f"{identity.name}.key").read_bytes(), password=None)
    assert key.public_key() == certificate(pki, identity.name).public_key()


def test_the_api_server_may_serve_every_name_that_it_is_called_by(pki: Path) -> None:
    hosts, addresses = names_of(pki, "apiserver")
    assert {"kubernetes.default.svc", "kubernetes.default.svc.cluster.local"} <= set(hosts)
    assert {str(NODE_ADDRESS), str(API_ADDRESS), "127.0.0.1"} <= set(addresses)


def test_the_kubelet_may_serve_under_its_address(pki: Path) -> None:
    assert names_of(pki, "kubelet") == ([CONTEXT], [str(NODE_ADDRESS)])


def test_only_the_authority_may_sign_certificates(pki: Path) -> None:
    def is_authority(name: str) -> bool:
        constraints = certificate(pki, name).extensions.get_extension_for_class(
            x509.BasicConstraints
        )
        return constraints.value.ca

    assert is_authority("ca")
    assert not any(is_authority(identity.name) for identity in IDENTITIES)


def test_the_keys_for_service_accounts_belong_together(pki: Path) -> None:
    private = load_pem_private_key((pki / "service-accounts.key").read_bytes(), password=None)
    public = load_pem_public_key((pki / "service-accounts.pub").read_bytes())
    assert isinstance(private, ec.EllipticCurvePrivateKey)
    assert private.public_key() == public


def test_keys_are_for_root_only(pki: Path) -> None:
    modes = {stat.S_IMODE(key.stat().st_mode) for key in pki.glob("*.key")}
    assert modes == {0o600}
    assert stat.S_IMODE(pki.stat().st_mode) == 0o700


def test_what_exists_is_kept(pki: Path) -> None:
    before = {path.name: path.read_bytes() for path in pki.iterdir()}
    ensure_certificates(pki)
    assert {path.name: path.read_bytes() for path in pki.iterdir()} == before


def test_a_lost_certificate_is_made_anew_by_the_same_authority(tmp_path: Path) -> None:
    ensure_certificates(tmp_path / "pki")
    (tmp_path / "pki" / "admin.crt").unlink()
    ensure_certificates(tmp_path / "pki")
    made = certificate(tmp_path / "pki", "admin")
    made.verify_directly_issued_by(certificate(tmp_path / "pki", "ca"))

"""The cluster's own certificate authority, and what it certifies."""

from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from deployer.clusters.builtin.layout import API_ADDRESS, CONTEXT, NODE_ADDRESS
from deployer.frozen import Frozen

# The cluster serves one machine and is made anew at will: nothing renews its certificates.
VALID = timedelta(days=3650)


class Identity(Frozen):
    """Who a certificate speaks for."""

    name: str
    """The file's name, and the kubeconfig's where there is one."""
    user: str
    """The certificate's common name: the Kubernetes user."""
    group: str = ""
    """The certificate's organisation: the Kubernetes group."""
    hosts: tuple[str, ...] = ()
    """DNS names and addresses that it may serve."""


API_HOSTS = (
    "localhost",
    "127.0.0.1",
    str(NODE_ADDRESS),
    str(API_ADDRESS),
    "kubernetes",
    "kubernetes.default",
    "kubernetes.default.svc",
    "kubernetes.default.svc.cluster.local",
)
IDENTITIES = (
    Identity(name="apiserver", user="kube-apiserver", hosts=API_HOSTS),
    Identity(name="apiserver-kubelet-client", user="kube-apiserver", group="system:masters"),
    Identity(name="front-proxy", user="front-proxy-client"),
    Identity(name="admin", user="todo-builtin-admin", group="system:masters"),
    Identity(
        name="kubelet",
        user=f"system:node:{CONTEXT}",
        group="system:nodes",
        hosts=(CONTEXT, str(NODE_ADDRESS)),
    ),
    Identity(name="kube-controller-manager", user="system:kube-controller-manager"),
    Identity(name="kube-scheduler", user="system:kube-scheduler"),
    Identity(name="kube-proxy", user="system:kube-proxy"),
    Identity(name="volume-provisioner", user="todo-builtin:volume-provisioner"),
)


def ensure_certificates(folder: Path) -> None:
    """Write `ca`, every identity and `service-accounts` as PEM files; keeps those that exist."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (folder / "ca.crt").exists():
        _write_authority(folder)
    key = _load_key(folder / "ca.key")
    authority = x509.load_pem_x509_certificate((folder / "ca.crt").read_bytes())
    for identity in IDENTITIES:
        if not (folder / f"{identity.name}.crt").exists():
            _write_leaf(folder, identity, authority, key)
    if not (folder / "service-accounts.pub").exists():
        _write_signing_key(folder)


def _write_authority(folder: Path) -> None:
    key = _new_key(folder / "ca.key")
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{CONTEXT}-ca")])
    builder = _builder(name, name, key).add_extension(
        x509.BasicConstraints(ca=True, path_length=0), critical=True
    )
    usage = _usage(signs_certificates=True)
    _save(folder / "ca.crt", builder.add_extension(usage, critical=True), key)


def _write_leaf(
    folder: Path,
    identity: Identity,
    authority: x509.Certificate,
    authority_key: ec.EllipticCurvePrivateKey,
) -> None:
    subject = [x509.NameAttribute(NameOID.COMMON_NAME, identity.user)]
    if identity.group:
        subject.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, identity.group))
    key = _new_key(folder / f"{identity.name}.key")
    purposes = x509.ExtendedKeyUsage(
        [ExtendedKeyUsageOID.CLIENT_AUTH, ExtendedKeyUsageOID.SERVER_AUTH]
    )
    builder = (
        _builder(x509.Name(subject), authority.subject, key)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(purposes, critical=False)
    )
    if identity.hosts:
        names = x509.SubjectAlternativeName([_general_name(host) for host in identity.hosts])
        builder = builder.add_extension(names, critical=False)
    _save(folder / f"{identity.name}.crt", builder, authority_key)


def _write_signing_key(folder: Path) -> None:
    key = _new_key(folder / "service-accounts.key")
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    (folder / "service-accounts.pub").write_bytes(public)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey
) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))  # clocks that are set back a little
        .not_valid_after(now + VALID)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(IPv4Address(host))
    except ValueError:
        return x509.DNSName(host)


def _new_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = ec.generate_private_key(ec.SECP256R1())
    path.touch(mode=0o600)
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    return key


def _load_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)  # noqa: S101 - we wrote it
    return key


def _save(
    path: Path, builder: x509.CertificateBuilder, signing_key: ec.EllipticCurvePrivateKey
) -> None:
    certificate = builder.sign(signing_key, hashes.SHA256())
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

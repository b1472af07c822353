"""What a build may need to know of this machine's network, handed over as build secrets.

A secret is mounted while one instruction runs: it is in no layer, no history and no hash.
"""

import os
from collections.abc import Iterator
from configparser import ConfigParser, Error
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from platformdirs import site_config_path, user_config_path

from deployer.settings import Settings, settings

SYSTEM_BUNDLES = (
    "/etc/ssl/certs/ca-certificates.crt",  # Debian, Ubuntu, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",  # Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem",  # SUSE
    "/etc/ssl/cert.pem",  # macOS
)
PIP_KEYS = ("index-url", "extra-index-url", "trusted-host")
"""Others, such as `cert`, name files that are not in the build."""
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY")
APT_SOURCES = """\
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.pgp] {mirror} trixie main
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.pgp] {mirror} trixie-updates main
"""


@contextmanager
def build_secrets() -> Iterator[dict[str, Path]]:
    """Yield the files to hand to builds, by the names that the Dockerfiles know them by."""
    with TemporaryDirectory(prefix="todo-build-") as folder:
        texts = {
            "pip_conf": pip_config(settings()),
            "npmrc": npm_config(settings()),
            "apt_sources": apt_sources(settings()),
        }
        files = {name: Path(folder) / name for name, text in texts.items() if text}
        for name, path in files.items():
            # The folder is this user's alone: a registry's password may stand in the file.
            path.write_text(texts[name], encoding="utf-8")
        bundle = ca_bundle(settings())
        yield files | ({"ca": bundle} if bundle else {})


def ca_bundle(now: Settings) -> Path | None:
    """Return the certificates that this machine trusts, or None when it keeps no such file."""
    named = [now.ca_bundle] if now.ca_bundle else []
    places = [*named, *map(Path, SYSTEM_BUNDLES)]
    return next((place for place in places if place.is_file()), None)


def pip_config(now: Settings) -> str:
    """Return a configuration for pip in the build, or nothing when this machine has no mirror."""
    chosen: dict[str, str] = {}
    for place in _pip_files():
        # No interpolation: a password in an address may hold a percent sign.
        parser = ConfigParser(interpolation=None)
        try:
            parser.read(place, encoding="utf-8")
        except Error:
            continue  # pip itself says what is wrong with it, to whoever uses pip
        if parser.has_section("global"):
            chosen |= {key: value for key, value in parser["global"].items() if key in PIP_KEYS}
    if now.pip_index_url:
        chosen["index-url"] = now.pip_index_url
    lines = [f"{key} = {value}" for key, value in chosen.items()]
    return "\n".join(["[global]", *lines, ""]) if lines else ""


def npm_config(now: Settings, file: Path | None = None) -> str:
    """Return a configuration for npm in the build: registries and their tokens.

    Args:
        now: The settings; a registry named there comes last, so it counts.
        file: The user's `.npmrc`.
    """
    file = file or Path.home() / ".npmrc"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    kept = [line for line in lines if _names_registry(line)]
    if now.npm_registry:
        kept.append(f"registry={now.npm_registry}")
    return "\n".join([*kept, ""]) if kept else ""


def apt_sources(now: Settings) -> str:
    """Return apt's sources in the build, or nothing when Debian's own mirror is meant."""
    return APT_SOURCES.format(mirror=now.apt_mirror) if now.apt_mirror else ""


def proxy_args() -> list[str]:
    """Return the options that hand this machine's proxies to a build, without their values."""
    named = [name for name in PROXIES if os.environ.get(name)]
    return [part for name in named for part in ("--build-arg", name)]


def _names_registry(line: str) -> bool:
    key = line.partition("=")[0].strip()
    return key.endswith("registry") or key.startswith("//")


def _pip_files() -> tuple[Path, ...]:
    name = "pip.ini" if os.name == "nt" else "pip.conf"
    return (
        Path("/etc") / name,
        site_config_path("pip", appauthor=False) / name,
        user_config_path("pip", appauthor=False, roaming=True) / name,
    )

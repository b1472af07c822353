import sys
from pathlib import Path

import pytest

from deployer.settings import Settings, settings
from deployer.tools.docker_secrets import (
    apt_sources,
    build_secrets,
    ca_bundle,
    npm_config,
    pip_config,
    proxy_args,
)


@pytest.fixture(autouse=True)
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user without any configuration."""
    for name in ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "PIP_INDEX_URL", "NPM_CONFIG_REGISTRY"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HOME", "USERPROFILE", "XDG_CONFIG_HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))


def test_the_bundle_that_the_user_names_is_the_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "ca.pem"
    bundle.write_text("certificates")
    monkeypatch.setenv("SSL_CERT_FILE", str(bundle))
    assert ca_bundle(Settings()) == bundle


def test_a_bundle_that_is_not_there_is_not_handed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "none.pem"))
    assert ca_bundle(Settings()) != tmp_path / "none.pem"


@pytest.mark.skipif(sys.platform == "darwin", reason="its folder cannot be moved")
def test_pip_gets_the_index_and_not_the_files_of_this_machine(tmp_path: Path) -> None:
    (tmp_path / "pip").mkdir()
    for name in ("pip.conf", "pip.ini"):
        text = "[global]\nindex-url = https://me:p%40ss@mirror/simple\ncert = /here.pem\n"
        (tmp_path / "pip" / name).write_text(text)
    written = pip_config(Settings())
    assert "index-url = https://me:p%40ss@mirror/simple" in written
    assert "cert" not in written


def test_the_index_of_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror/simple")
    assert "index-url = https://mirror/simple" in pip_config(Settings())


def test_npm_gets_registries_and_tokens_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / ".npmrc"
    file.write_text("cafile=/here\n@me:registry=https://a/\n//a/:_authToken=t\nprefix=/x\n")
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://mirror/")
    assert npm_config(Settings(), file).splitlines() == [
        "@me:registry=https://a/",
        "//a/:_authToken=t",
        "registry=https://mirror/",
    ]


def test_without_mirrors_there_is_nothing_to_hand_over(tmp_path: Path) -> None:
    assert npm_config(Settings(), tmp_path / "none") == ""
    assert apt_sources(Settings()) == ""


def test_a_debian_mirror_is_used_for_updates_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TODO_APT_MIRROR", "https://mirror/debian")
    lines = apt_sources(Settings()).splitlines()
    assert [line.split()[2:] for line in lines] == [
        ["https://mirror/debian", "trixie", "main"],
        ["https://mirror/debian", "trixie-updates", "main"],
    ]


def test_secret_files_are_gone_after_the_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "https://mirror/")
    settings.cache_clear()
    with build_secrets() as secrets:
        path = secrets["npmrc"]
        assert "https://mirror/" in path.read_text()
    assert not path.exists()


def test_a_proxy_is_named_and_its_address_stays_out_of_argv(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://me:secret@proxy:3128")
    assert proxy_args().count("--build-arg") >= 1
    assert "secret" not in " ".join(proxy_args())

import pytest

from deployer.tools.releases import release_of


@pytest.mark.parametrize("name", ["kubectl", "helm", "minikube", "kind"])
@pytest.mark.parametrize("system", ["linux", "darwin", "windows"])
@pytest.mark.parametrize("machine", ["x86_64", "aarch64", "AMD64", "arm64"])
def test_every_platform_has_a_file_and_a_checksum(name: str, system: str, machine: str) -> None:
    release = release_of(name, system, machine)
    assert release.url.startswith("https://")
    assert release.checksum_url.startswith(release.url)
    arch = "arm64" if machine in {"aarch64", "arm64"} else "amd64"
    assert system in release.url
    assert arch in release.url


def test_helm_comes_in_an_archive() -> None:
    assert release_of("helm", "windows", "AMD64").member == "windows-amd64/helm.exe"
    assert release_of("helm", "windows", "AMD64").url.endswith(".zip")
    assert release_of("helm", "linux", "x86_64").member == "linux-amd64/helm"


def test_this_platform_is_the_default() -> None:
    assert release_of("kubectl").url.startswith("https://dl.k8s.io/release/v1.")


def test_other_programs_are_not_known() -> None:
    with pytest.raises(KeyError):
        release_of("terraform")

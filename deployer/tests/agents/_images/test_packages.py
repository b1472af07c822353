"""Packages are found by what they leave in an image."""

from pathlib import Path

from deployer.agents._images.contents import read_contents
from deployer.agents._images.packages import Package, Source, packages_of
from tests.agents._images.archives import LIBC, NODE, SITE, WHEEL, saved


def found(folder: Path, *layers: dict[str, str]) -> dict[str, Package]:
    return {one.name: one for one in packages_of(read_contents(saved(folder, layers)))}


def test_debian_s_are_in_one_file_or_in_many(tmp_path: Path) -> None:
    removed = "\nPackage: old\nStatus: deinstall ok config-files\nVersion: 1\n"
    one = found(tmp_path, {"var/lib/dpkg/status": LIBC + removed})
    many = found(tmp_path, {"var/lib/dpkg/status.d/libc6": LIBC})
    assert one == many
    assert one["libc6"] == Package(
        source=Source.DEBIAN,
        name="libc6",
        version="2.41-12+deb13u5",
        size_bytes=13223 * 1024,
        architecture="amd64",
        supplier="GNU Libc Maintainers <debian-glibc@lists.debian.org>",
    )


def test_a_wheel_takes_its_files_and_what_was_compiled_of_them(tmp_path: Path) -> None:
    package = found(tmp_path, WHEEL)["Tiny.Lib"]
    assert (package.version, package.license) == ("1.5", "MIT")
    assert package.size_bytes == len("x = 1\n") + len("compiled") + len("12345")
    without = found(tmp_path, WHEEL, {f"{SITE}/tiny_lib/.wh.gone.txt": ""})["Tiny.Lib"]
    assert without.size_bytes == package.size_bytes - len("12345")


def test_node_s_are_the_innermost_around_their_files(tmp_path: Path) -> None:
    packages = found(tmp_path, NODE)
    assert {name: one.version for name, one in packages.items()} == {
        "@me/web": "2.0.0",
        "deep": "1.0",
    }
    own = [path for path in NODE if path.startswith("app/node_modules/@me/web/")]
    own = [path for path in own if "deep" not in path]
    assert packages["@me/web"].size_bytes == sum(len(NODE[path]) for path in own)

"""Without pip, uv comes out of its wheel: the right one, whole, and executable."""

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest
from bootstrap import wheel
from bootstrap.failure import BootstrapError

TAGS = [
    "manylinux_2_17_x86_64.manylinux2014_x86_64",
    "manylinux_2_17_aarch64.manylinux2014_aarch64",
    "musllinux_1_1_x86_64",
    "macosx_11_0_arm64",
    "macosx_10_12_x86_64",
    "win_amd64",
    "win_arm64",
]
FILES: list[wheel.File] = [
    {"filename": f"uv-{version}-py3-none-{tag}.whl", "url": "", "hashes": {}}
    for version in ("0.1.0", "0.13.9")
    for tag in TAGS
]


@pytest.mark.parametrize(
    ("platform", "tag"),
    [
        (("manylinux", "x86_64"), TAGS[0]),
        (("manylinux", "aarch64"), TAGS[1]),
        (("musllinux", "x86_64"), TAGS[2]),
        (("macosx", "arm64"), TAGS[3]),
        (("win", "amd64"), TAGS[5]),
    ],
)
def test_each_machine_gets_its_wheel(
    monkeypatch: pytest.MonkeyPatch, platform: tuple[str, str], tag: str
) -> None:
    monkeypatch.setattr(wheel, "platform_tags", lambda: platform)
    assert wheel.choose(FILES, "uv-0.13.9-")["filename"] == f"uv-0.13.9-py3-none-{tag}.whl"


def test_a_machine_without_a_wheel_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wheel, "platform_tags", lambda: ("manylinux", "vax"))
    with pytest.raises(BootstrapError, match="no wheel for vax"):
        wheel.choose(FILES, "uv-0.13.9-")


def archive() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        made.writestr("uv-0.13.9.data/scripts/uv", "the program")
        made.writestr("uv/__init__.py", "not a program")
        made.writestr("uv-0.13.9.data/scripts/../../escaped", "evil")
    return data.getvalue()


def test_programs_are_unpacked_and_nothing_else(tmp_path: Path) -> None:
    data = archive()
    wheel.unpack(data, hashlib.sha256(data).hexdigest(), tmp_path / "uv")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["uv"]
    assert os.access(tmp_path / "uv" / "bin" / "uv", os.X_OK)


def test_other_bytes_than_promised_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BootstrapError, match="damaged"):
        wheel.unpack(archive(), "0" * 64, tmp_path / "uv")
    assert not (tmp_path / "uv").exists()

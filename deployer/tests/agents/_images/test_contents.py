"""Saved images are opened as a container would see them."""

from pathlib import Path

import pytest

from deployer.agents._images.contents import read_contents
from deployer.errors import DeployerError
from tests.agents._images.archives import LIBC, saved


def test_layers_add_up_and_take_away(tmp_path: Path) -> None:
    contents = read_contents(
        saved(
            tmp_path,
            [
                {"a": "1", "b/c": "22", "b/d": "333", "e/f": "4444", "e/g/h": "5"},
                {},
                {".wh.a": "", "b/.wh..wh..opq": "", "b/new": "66", ".wh.e": ""},
                {"./e/f": "7"},
            ],
        )
    )
    assert contents.files == {"b/new": 2, "e/f": 1}
    assert [sum(layer.values()) for layer in contents.layers] == [11, 2, 1]


def test_a_package_whose_description_is_gone_is_gone(tmp_path: Path) -> None:
    path = "var/lib/dpkg/status.d/libc6"
    there = read_contents(saved(tmp_path, [{path: LIBC}]))
    gone = read_contents(saved(tmp_path, [{path: LIBC}, {"var/lib/dpkg/status.d/.wh.libc6": ""}]))
    assert there.texts == {path: LIBC}
    assert gone.texts == {}


def test_what_is_no_image_is_told(tmp_path: Path) -> None:
    (tmp_path / "image.tar").write_text("no archive")
    with pytest.raises(DeployerError, match="cannot be read"):
        read_contents(tmp_path / "image.tar")

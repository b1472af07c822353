"""What is chosen once stays: ports while they are free, keys for good and for one reader."""

import socket
import stat
from pathlib import Path

from deployer.local import remembered

NAMES = ("database", "backend")


def test_ports_stay_the_same(tmp_path: Path) -> None:
    first = remembered.ports(tmp_path, NAMES, in_use=False)
    assert set(first) == set(NAMES)
    assert len(set(first.values())) == len(NAMES)
    assert remembered.ports(tmp_path, NAMES, in_use=False) == first


def test_a_port_that_somebody_took_is_given_up(tmp_path: Path) -> None:
    first = remembered.ports(tmp_path, NAMES, in_use=False)
    with socket.create_server(("127.0.0.1", first["backend"])):
        second = remembered.ports(tmp_path, NAMES, in_use=False)
        assert second["backend"] != first["backend"]
        assert second["database"] == first["database"]


def test_our_own_ports_are_kept_while_we_use_them(tmp_path: Path) -> None:
    first = remembered.ports(tmp_path, NAMES, in_use=False)
    with socket.create_server(("127.0.0.1", first["backend"])):
        assert remembered.ports(tmp_path, NAMES, in_use=True) == first


def test_a_key_is_made_once_and_private(tmp_path: Path) -> None:
    file = tmp_path / "key"
    made = remembered.key(file)
    assert remembered.key(file) == made
    assert remembered.key(tmp_path / "other") != made
    assert len(made) >= 32
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_private_text_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    for text in ("a long first text", "short"):
        remembered.write_private(file, text)
        assert file.read_text() == text
    assert list(tmp_path.iterdir()) == [file]

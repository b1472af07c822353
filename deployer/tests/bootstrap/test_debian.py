"""The mirror that the machine uses is the one that is asked."""

from pathlib import Path

import pytest
from bootstrap import debian


@pytest.mark.parametrize(
    ("name", "text", "mirror"),
    [
        (
            "sources.list",
            "deb http://ftp.example/debian bookworm main\n",
            "http://ftp.example/debian",
        ),
        (
            "sources.list.d/d.sources",
            "URIs: https://m.example/debian/\n",
            "https://m.example/debian",
        ),
        ("sources.list.d/d.list", "deb http://s.example/debian-security x main\n", debian.MIRROR),
        ("sources.list", "", debian.MIRROR),
    ],
)
def test_mirror(tmp_path: Path, name: str, text: str, mirror: str) -> None:
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / name).write_text(text)
    assert debian.mirror(tmp_path) == mirror

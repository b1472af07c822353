"""Room on a disk."""

from pathlib import Path

import pytest

from deployer.errors import ExitCode, MissingError
from deployer.tools.disk import need_space


def test_enough_is_enough(tmp_path: Path) -> None:
    need_space(tmp_path, 1, "write a byte")


def test_too_little_is_refused_with_both_figures(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match="too little disk space to hold the world") as refused:
        need_space(tmp_path, 10**18, "hold the world")
    assert "1000000000.0 GB are needed" in refused.value.cause
    assert str(tmp_path) in refused.value.cause
    assert refused.value.exit_code is ExitCode.MISSING

"""Two checkouts never share anything; root's database lives where its user can go."""

from pathlib import Path

import pytest

from deployer.local import unprivileged
from deployer.local.places import places


def test_each_checkout_has_its_own_folder(cache_dir: Path) -> None:
    one, two = places(Path("/a/todo")), places(Path("/b/todo"))
    assert one == places(Path("/a/todo"))
    assert one.state != two.state
    assert one.database != two.database
    assert one.state.parent == cache_dir / "local"


def test_odd_names_make_plain_folders() -> None:
    assert " " not in places(Path("/a/my clone (2)")).state.name


def test_the_database_is_where_its_user_can_go(cache_dir: Path) -> None:
    here = places(Path("/a/todo"))
    inside = here.database.is_relative_to(cache_dir)
    assert inside is (unprivileged.user() is None or unprivileged.can_enter(cache_dir))


def test_removing_takes_state_and_data() -> None:
    here = places(Path("/a/todo"))
    here.log("backend").parent.mkdir()
    here.log("backend").touch()
    assert here.remove() == (here.state,)
    assert not here.state.exists()
    assert here.remove() == ()


@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows has no such modes")
def test_a_closed_folder_on_the_way_cannot_be_entered(tmp_path: Path) -> None:
    inner = tmp_path / "closed" / "inner"
    inner.mkdir(parents=True)
    inner.parent.chmod(0o700)
    assert not unprivileged.can_enter(inner)

from pathlib import Path, PurePosixPath

import pytest

from deployer.tools.docker_ignore import Rule, excluded, files_of, parse_rule, read_rules


def rules(*lines: str) -> list[Rule]:
    return [parse_rule(line) for line in lines]


@pytest.mark.parametrize(
    ("lines", "path", "out"),
    [
        ([], "a", False),
        (["*"], "a/b", True),
        (["*", "!src"], "src/main.py", False),
        (["*", "!src"], "other/src", True),
        (["*", "!src", "**/*.pyc"], "src/deep/x.pyc", True),
        (["*", "!src", "**/__pycache__"], "src/__pycache__/x", True),
        (["**/*.pyc"], "x.pyc", True),
        (["*.md"], "README.md", True),
        (["*.md"], "docs/README.md", False),
        (["/docs/"], "docs/a", True),
        (["docs", "!docs/keep.md"], "docs/keep.md", False),
        (["temp?"], "temp1", True),
        (["temp?"], "temp", False),
        (["[ab].txt"], "b.txt", True),
        (["a.b"], "aXb", False),
        (["!a", "a"], "a", True),
    ],
)
def test_the_last_matching_rule_decides(lines: list[str], path: str, out: bool) -> None:  # noqa: FBT001 - a table's column
    assert excluded(PurePosixPath(path), rules(*lines)) is out


@pytest.fixture
def context(tmp_path: Path) -> Path:
    for name in ("src/a.py", "src/__pycache__/a.pyc", "node_modules/x/y.js", "notes.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return tmp_path


def test_without_the_file_everything_is_part_of_the_context(context: Path) -> None:
    assert len(list(files_of(context))) == 4


def test_files_come_in_an_order_that_does_not_depend_on_the_disk(context: Path) -> None:
    names = [name for name, _ in files_of(context)]
    assert names == ["notes.md", "node_modules/x/y.js", "src/a.py", "src/__pycache__/a.pyc"]


def test_only_what_is_taken_back_is_left_of_a_context(context: Path) -> None:
    (context / ".dockerignore").write_text("# only the source\n\n*\n!src\n**/__pycache__\n")
    assert [name for name, _ in files_of(context)] == ["src/a.py"]


def test_comments_and_empty_lines_are_no_rules(context: Path) -> None:
    (context / ".dockerignore").write_text("# one\n\n  \n*.md\n")
    assert [rule.pattern for rule in read_rules(context)] == ["*.md"]


def test_a_link_is_part_of_the_context_and_not_followed(context: Path) -> None:
    (context / "loop").symlink_to(context)
    assert "loop" in [name for name, _ in files_of(context)]

"""What would fail on Windows only, found here: calls, encodings, line ends, consoles, scripts."""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest
import tree_sitter_powershell
from tree_sitter import Language, Node, Parser

from deployer.doctor.repairs import remove_command
from deployer.settings import ROOT

SOURCES = ROOT / "deployer" / "src" / "deployer"
BOOTSTRAP = ROOT / "deployer" / "bootstrap"
HOMES = (SOURCES / "posix.py", BOOTSTRAP / "lock.py")
"""The launcher cannot import the deployer, and locks a file in each system's own way."""
LINUX_ONLY = (SOURCES / "clusters" / "builtin", BOOTSTRAP / "debian.py")
"""A cluster and a fallback that exist on Debian and Ubuntu, and say so everywhere else."""
MODULES = frozenset({"crypt", "fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"})
OF_OS = frozenset(
    {"WNOHANG", "O_CLOEXEC", "O_DIRECTORY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "chown"}
    | {"chroot", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid", "getgroups"}
    | {"getloadavg", "getpgid", "getpgrp", "getpriority", "getsid", "getuid", "initgroups"}
    | {"killpg", "lchown", "mkfifo", "mknod", "nice", "openpty", "pipe2", "posix_spawn"}
    | {"setegid", "seteuid", "setgid", "setgroups", "setpgid", "setpriority", "setsid", "setuid"}
    | {"statvfs", "sync", "uname", "wait", "wait3", "wait4", "waitid"}
)
OF_SIGNAL = frozenset(
    {"SIGALRM", "SIGCHLD", "SIGHUP", "SIGKILL", "SIGPIPE", "SIGQUIT", "SIGSTOP", "SIGTSTP"}
    | {"SIGUSR1", "SIGUSR2", "SIGWINCH", "alarm", "pause", "pthread_kill", "setitimer", "sigwait"}
)
ANYWHERE = frozenset({"add_signal_handler", "open_signal_receiver"})
"""Methods that Windows' event loop does not have."""


def sources() -> list[Path]:
    files = [*SOURCES.rglob("*.py"), *BOOTSTRAP.rglob("*.py")]
    return [path for path in files if not any(path.is_relative_to(one) for one in LINUX_ONLY)]


def posix_only(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and name of what Windows' Python does not have."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, one.name) for one in names if one.name in MODULES)
            case ast.ImportFrom(module=str(module), names=names):
                if module in MODULES:
                    yield node.lineno, module
                lacking = {"os": OF_OS, "signal": OF_SIGNAL}.get(module, frozenset())
                yield from ((node.lineno, one.name) for one in names if one.name in lacking)
            case ast.Attribute(value=ast.Name(id="os"), attr=name) if name in OF_OS:
                yield node.lineno, f"os.{name}"
            case ast.Attribute(value=ast.Name(id="signal"), attr=name) if name in OF_SIGNAL:
                yield node.lineno, f"signal.{name}"
            case ast.Attribute(attr=name) if name in ANYWHERE:
                yield node.lineno, name
            case ast.keyword(arg="preexec_fn" | "pass_fds" as name):
                yield node.value.lineno, str(name)


def without_encoding(tree: ast.AST) -> Iterator[int]:
    """Yield the lines that read or write text in whatever encoding the machine has."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or any(one.arg == "encoding" for one in node.keywords):
            continue
        match node.func:
            case ast.Attribute(attr="read_text" | "write_text"):
                yield node.lineno
            case ast.Attribute(attr="open", value=ast.Name(id="tarfile" | "zipfile")):
                continue
            case ast.Name(id="open") | ast.Attribute(attr="open"):
                modes = {one.value for one in node.args if isinstance(one, ast.Constant)}
                if modes & {"r", "w", "a", "x"}:
                    yield node.lineno


def test_nothing_that_windows_lacks_is_called_outside_its_module() -> None:
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sources()}
    assert len(trees) > len(HOMES)
    calls = {path: list(posix_only(tree)) for path, tree in trees.items() if path not in HOMES}
    assert {path: found for path, found in calls.items() if found} == {}
    bare = {path: list(without_encoding(tree)) for path, tree in trees.items()}
    # Windows' own encoding is cp1252.
    assert {path: lines for path, lines in bare.items() if lines} == {}


def test_the_walk_finds_what_it_looks_for() -> None:
    code = (
        "import pwd\nfrom os import fork\nimport os, signal\nos.geteuid()\nsignal.SIGKILL\n"
        "loop.add_signal_handler(1, f)\nrun(x, preexec_fn=f)\nos.getpid()\nsignal.SIGTERM\n"
    )
    assert [line for line, _ in sorted(posix_only(ast.parse(code)))] == [1, 2, 4, 5, 6, 7]
    text = 'p.read_text()\np.write_text("x")\nopen(p, "w")\np.read_text(encoding="utf-8")\n'
    assert sorted(without_encoding(ast.parse(text))) == [1, 2, 3]


@pytest.mark.parametrize("arguments", [["--help"], ["up", "--help"], ["nonsense"], ["ups"]])
def test_a_console_of_windows_shows_every_page_and_error(arguments: list[str]) -> None:
    """cp1252 knows no check marks: what it cannot show must not end the program."""
    ended = subprocess.run(
        [sys.executable, "-m", "deployer", *arguments],
        check=False,
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
        cwd=ROOT,
        timeout=60,
    )
    said = ended.stdout.decode("cp1252") + ended.stderr.decode("cp1252")
    assert "Traceback" not in said
    assert said.strip()
    assert ended.returncode == (0 if "--help" in arguments else 2)


def test_a_path_with_spaces_stays_one_word_in_powershell() -> None:
    path = PureWindowsPath(r"C:\Users\me and you\tools\helm.exe")
    assert remove_command(path) == f'Remove-Item "{path}"'


def errors(node: Node) -> Iterator[str]:
    """Yield what the grammar cannot read."""
    if node.type == "ERROR" or node.is_missing:
        yield f"line {node.start_point[0] + 1}: {(node.text or b'').decode()[:60]}"
    for child in node.children:
        yield from errors(child)


def parsed(text: bytes) -> Node:
    return Parser(Language(tree_sitter_powershell.language())).parse(text).root_node


SCRIPTS = [ROOT / "todo.ps1", *sorted((ROOT / "scripts").glob("*.ps1"))]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
@pytest.mark.parametrize("ends", [b"\n", b"\r\n"], ids=["lf", "crlf"])
def test_powershell_can_read_every_script_with_either_line_end(path: Path, ends: bytes) -> None:
    text = path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends)
    assert list(errors(parsed(text))) == []
    # Windows PowerShell 5 takes a file without a mark for cp1252.
    assert text.isascii()


def test_the_grammar_finds_what_is_no_powershell() -> None:
    assert list(errors(parsed(b"if ($true) { foreach ($a in }\n")))


def test_each_posix_script_has_its_powershell_twin() -> None:
    names = {path.stem for path in (ROOT / "scripts").glob("*.sh")}
    assert {path.stem for path in (ROOT / "scripts").glob("*.ps1")} == names


def test_git_keeps_the_line_ends_that_each_shell_needs() -> None:
    lines = (ROOT / ".gitattributes").read_text(encoding="utf-8").splitlines()
    rules = {line.split()[0]: line for line in lines if line and not line.startswith("#")}
    assert "eol=lf" in rules.get("*.sh", rules.get("*", ""))
    assert "eol=crlf" in rules["*.cmd"]

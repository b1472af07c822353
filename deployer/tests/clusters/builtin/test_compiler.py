import os
import stat
from pathlib import Path

import pytest

from deployer.clusters.builtin.compiler import EVERY, Compiler, _Counter, explain
from deployer.errors import DeployerError, MissingError
from deployer.settings import settings

PROXY = "https://proxy.golang.org/k8s.io/kubernetes/@v/v1.37.2.mod"


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        (f"go: k8s.io/kubernetes@v1.37.2: Get {PROXY}: dial tcp: no such host", "be fetched"),
        ("go: example.org/x@v1.0.0: reading https://x.test/@v/v1.0.0.mod: 403 Forbidden", "403"),
        ("compile: writing output: write $WORK/b001/_pkg_.a: no space left on device", "disk"),
        ("k8s.io/api/core/v1: /usr/lib/go/pkg/tool/compile: signal: killed", "memory"),
    ],
)
def test_what_the_user_can_mend_is_named(said: str, cause: str) -> None:
    error = explain(said)
    assert isinstance(error, MissingError)
    assert cause in error.cause
    assert error.cure


def test_anything_else_shows_the_compilers_last_words() -> None:
    error = explain("# example\n./main.go:7:2: undefined: nothing\n")
    assert type(error) is DeployerError
    assert "undefined: nothing" in error.cause


def test_progress_is_told_now_and_then_not_for_every_package() -> None:
    told: list[str] = []
    counter = _Counter("helm", 2 * EVERY, told.append)
    for number in range(2 * EVERY):
        counter(f"k8s.io/package{number}")
    assert told == [
        f"helm: {EVERY} of at most {2 * EVERY} packages",
        f"helm: {2 * EVERY} of at most {2 * EVERY} packages",
    ]


@pytest.fixture
def recorder(tmp_path: Path) -> Path:
    """Return a program that stands for `go` and writes down how it is called."""
    program = tmp_path / "go"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$*" >> {tmp_path}/calls\n'
        'echo "$GOCACHE $GOMODCACHE $GOTOOLCHAIN $CGO_ENABLED [$GOROOT]" '
        f"> {tmp_path}/environment\n"
    )
    program.chmod(stat.S_IRWXU)
    return program


@pytest.mark.anyio
@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Go is a shell script")
async def test_it_compiles_reproducibly_and_with_private_caches(
    recorder: Path, tmp_path: Path, cache: Path
) -> None:
    compiler = Compiler(str(recorder), tmp_path, lambda _text: None)
    await compiler.build("./pause", tmp_path / "out", {"example.version": "v1"})
    listing, build = (tmp_path / "calls").read_text().splitlines()
    assert listing == "list -deps ./pause"
    assert (
        build
        == f"build -v -trimpath -ldflags -s -w -X example.version=v1 -o {tmp_path}/out ./pause"
    )
    environment = (tmp_path / "environment").read_text().split()
    assert environment == [f"{cache}/go/build", f"{cache}/go/mod", "local", "0", "[]"]


@pytest.mark.anyio
@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Go is a shell script")
@pytest.mark.usefixtures("cache")
async def test_the_compilers_caches_are_freed_unless_they_are_to_be_kept(
    recorder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    for name in ("CI", "TODO_KEEP_GO_CACHE"):
        monkeypatch.delenv(name, raising=False)
    compiler = Compiler(str(recorder), tmp_path, told.append)
    await compiler.forget()
    assert (tmp_path / "calls").read_text() == "clean -cache -modcache\n"
    assert "TODO_KEEP_GO_CACHE=1" in told[-1]


@pytest.mark.anyio
@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Go is a shell script")
@pytest.mark.parametrize("name", ["CI", "TODO_KEEP_GO_CACHE"])
@pytest.mark.usefixtures("cache")
async def test_the_compilers_caches_are_kept_on_demand(
    recorder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for other in ("CI", "TODO_KEEP_GO_CACHE"):
        monkeypatch.delenv(other, raising=False)
    monkeypatch.setenv(name, "1")
    settings.cache_clear()
    await Compiler(str(recorder), tmp_path, lambda _text: None).forget()
    assert not (tmp_path / "calls").exists()


@pytest.mark.anyio
@pytest.mark.skipif(os.name == "nt", reason="the stand-in for Go is a shell script")
@pytest.mark.usefixtures("cache")
async def test_a_failed_compile_is_explained(tmp_path: Path) -> None:
    program = tmp_path / "go"
    program.write_text(
        "#!/bin/sh\necho 'dial tcp: lookup proxy.golang.org: no such host' >&2\nexit 1\n"
    )
    program.chmod(stat.S_IRWXU)
    with pytest.raises(MissingError, match="could not be compiled") as failed:
        await Compiler(str(program), tmp_path, lambda _text: None).build(".", tmp_path / "out", {})
    assert "GOPROXY" in failed.value.cure

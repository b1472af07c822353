"""The kubelet's own measurements of a node, its pods, and their volumes.

Source: `/api/v1/nodes/NODE/proxy/stats/summary`, which needs the right `nodes/proxy`.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import Field
from pydantic.alias_generators import to_camel

from deployer.frozen import Frozen
from deployer.health import Amounts

NANO_PER_MILLI = 1_000_000


class _Answer(Frozen, extra="ignore", alias_generator=to_camel, validate_by_name=True):
    """A part of the kubelet's answer, in its own spelling."""


class _Cpu(_Answer):
    usage_nano_cores: int | None = None


class _Memory(_Answer):
    working_set_bytes: int | None = None


class _Reference(_Answer):
    name: str
    namespace: str = ""


class _Measured(_Answer):
    cpu: _Cpu = _Cpu()
    memory: _Memory = _Memory()

    @property
    def used(self) -> Amounts:
        """Processor and memory as facts have them."""
        cpu = self.cpu.usage_nano_cores
        return Amounts(
            cpu_millicores=None if cpu is None else -(-cpu // NANO_PER_MILLI),
            memory_bytes=self.memory.working_set_bytes,
        )


class _Volume(_Answer):
    name: str
    pvc_ref: _Reference | None = None
    used_bytes: int | None = None
    capacity_bytes: int | None = None


class PodSummary(_Measured):
    """One pod as its kubelet measures it."""

    pod_ref: _Reference
    volume: tuple[_Volume, ...] = ()

    @property
    def name(self) -> str:
        """The pod's name."""
        return self.pod_ref.name

    @property
    def namespace(self) -> str:
        """The pod's namespace."""
        return self.pod_ref.namespace


class Summary(_Answer):
    """One node."""

    node: _Measured = _Measured()
    pods: tuple[PodSummary, ...] = Field(default=())

    @property
    def used(self) -> Amounts:
        """What the whole node uses."""
        return self.node.used


def fill_of_claims(summaries: Mapping[str, Summary], namespace: str) -> dict[str, tuple[int, int]]:
    """Map the namespace's claims that are measured to the bytes that are used and there are."""
    return {
        volume.pvc_ref.name: (volume.used_bytes or 0, volume.capacity_bytes)
        for one in summaries.values()
        for pod in one.pods
        if pod.namespace == namespace
        for volume in pod.volume
        if volume.pvc_ref and volume.capacity_bytes
    }


def parse(answer: Any) -> Summary:  # noqa: ANN401 - whatever JSON the kubelet sends
    """Return the kubelet's answer as typed values.

    Raises:
        pydantic.ValidationError: It is no summary.
    """
    return Summary.model_validate(answer)

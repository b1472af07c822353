"""Whether a fix worked: the problem is gone, and what it broke is well again."""

from lightkube.resources.core_v1 import Pod

from deployer.diagnosis.finding import ObjectRef
from deployer.diagnosis.problem import Diagnosis, Problem
from deployer.diagnosis.reading import is_ready, phase
from deployer.diagnosis.snapshot import Snapshot
from deployer.tools.kube import meta

LOOKS = 2
"""So often must it be well: a crash loop is quiet for a moment after each start."""


class Cure:
    """Follows one problem after its fix.

    Args:
        snapshot: What there was before.
        problem: What was wrong.
    """

    def __init__(self, snapshot: Snapshot, problem: Problem) -> None:
        self.namespace = snapshot.namespace
        self._rule = problem.finding.rule
        self._objects = {one.whole for one in (problem.finding.object, *problem.also)}
        self._workloads = {
            _top(snapshot, one.whole)
            for one in (
                problem.finding.object,
                *problem.also,
                *(below.object for below in problem.symptoms),
            )
        }
        self._well = 0

    @property
    def worked(self) -> bool:
        """Whether it was well in several looks one after the other."""
        return self._well >= LOOKS

    def look(self, snapshot: Snapshot, diagnosis: Diagnosis) -> bool:
        """Take in what there is now; tells whether the fix worked."""
        well = not self._is_found(snapshot, diagnosis) and self._is_whole(snapshot)
        self._well = self._well + 1 if well else 0
        return self.worked

    def _is_found(self, snapshot: Snapshot, diagnosis: Diagnosis) -> bool:
        for problem in diagnosis.problems:
            for finding in (problem.finding, *problem.symptoms):
                about = finding.object.whole
                same = about in self._objects or _top(snapshot, about) in self._workloads
                if same and (finding.rule == self._rule or finding.severity == "critical"):
                    return True
        return False

    def _is_whole(self, snapshot: Snapshot) -> bool:
        """Tell whether the workloads have all their pods, ready or done."""
        for one in self._workloads:
            thing = snapshot.find(one.kind, one.name)
            pods = (thing,) if isinstance(thing, Pod) else snapshot.pods_of(thing) if thing else ()
            if any(not _is_fine(pod) for pod in pods):
                return False
        return True


def _is_fine(pod: Pod) -> bool:
    return is_ready(pod) or phase(pod) == "Succeeded" or meta(pod).deletionTimestamp is not None


def _top(snapshot: Snapshot, one: ObjectRef) -> ObjectRef:
    """Return the workload at the top of an object's owners, or the object itself."""
    thing = snapshot.find(one.kind, one.name)
    owners = snapshot.owners(thing) if thing is not None else ()
    return owners[-1] if owners else one

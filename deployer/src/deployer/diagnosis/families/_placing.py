"""What keeps a pod from being placed, as the rules about scheduling tell it."""

from typing import NamedTuple

from deployer.diagnosis.finding import Confidence, Evidence, Fix


class Cause(NamedTuple):
    """Why no node takes a pod."""

    rule: str
    text: str
    fix: Fix
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = "proof"
    hopeless: bool = False
    """Whether only a change of the pod or of the cluster helps, and no waiting."""
    symptom: bool = False
    """Whether something else must be at fault: a claim, a node."""

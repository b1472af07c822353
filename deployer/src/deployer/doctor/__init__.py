"""This machine's prerequisites: each looked at, none changed."""

from deployer.doctor.examination import examine
from deployer.doctor.repairs import repair

__all__ = ["examine", "repair"]

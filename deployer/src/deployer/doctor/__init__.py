"""This machine's prerequisites: each looked at, none changed."""

from deployer.doctor.examination import examine

__all__ = ["examine"]

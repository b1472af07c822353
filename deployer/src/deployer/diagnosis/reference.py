"""How findings name objects of the cluster."""

from deployer.frozen import Frozen


class ObjectRef(Frozen):
    """One object, or one container of a pod. Cluster-wide objects have no namespace."""

    kind: str
    namespace: str
    name: str
    container: str = ""

    def __str__(self) -> str:
        inside = f"/{self.container}" if self.container else ""
        return f"{self.kind} {self.name}{inside}"

    @property
    def whole(self) -> "ObjectRef":
        """The object itself when this names one of its containers."""
        return self.model_copy(update={"container": ""}) if self.container else self

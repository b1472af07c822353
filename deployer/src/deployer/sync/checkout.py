"""What this checkout holds for pods, and what became of it since it was last looked at."""

from collections.abc import Callable

from deployer.app import App
from deployer.frozen import Frozen
from deployer.settings import ROOT
from deployer.sync.sources import Sources, differences, digest, editable, read_fixed, read_sources


class Change(Frozen):
    """Names of files that are new, gone, or different."""

    sources: tuple[str, ...]
    """Those that can be sent into pods."""
    fixed: tuple[str, ...]
    """Those that only new images, or another deployment, bring there."""


class Checkout:
    """The sources, and all else that images and charts are made of.

    Args:
        load: Reads app.yaml as it is now.
    """

    app: App
    sources: dict[str, Sources]
    """Service to what its pods shall have."""

    def __init__(self, load: Callable[[], App]) -> None:
        self._load = load
        self._fixed: dict[str, str] = {}
        self.sources = {}
        self.look()

    def look(self) -> Change:
        """Read everything anew.

        Raises:
            UsageError: app.yaml is wrong.
            OSError: A file is being replaced right now.
        """
        app = self._load()
        services = editable(app.services)
        source = app.source or ROOT / "app.yaml"
        fixed = {source.name: digest(source)}
        for service in services.values():
            fixed |= read_fixed(service)
        sources = {key: read_sources(one) for key, one in services.items()}
        names = [
            f"{services[key].context.as_posix()}/{name}"
            for key in services
            for name in differences(self.sources.get(key, {}), sources[key])
        ]
        change = Change(sources=tuple(names), fixed=differences(self._fixed, fixed))
        self.app, self.sources, self._fixed = app, sources, fixed
        return change

"""helm-chart-generator: writes the Helm charts from app.yaml, and proves that they are right."""

import shutil
import tempfile
import time
from pathlib import Path

from deployer.agents._charts.checks import Checked, check_chart
from deployer.agents._charts.examples import FOLDER, rendered_examples
from deployer.agents._charts.facts import ChartContext
from deployer.agents._charts.files import chart_files
from deployer.agents._charts.policy import check_policy
from deployer.agents._charts.rehearsal import Rehearsal
from deployer.app import App, load_app
from deployer.events import Events
from deployer.requests import ChartRequest
from deployer.results import ChartFacts, Evidence, Result, Status
from deployer.steps import step
from deployer.tools import programs
from deployer.tools.helm import Helm
from deployer.tools.judges import Checkov, KubeScore
from deployer.tools.together import together

type Files = dict[Path, str]


class HelmChartGenerator:
    """Writes and validates the charts.

    Args:
        app: What to write charts for; app.yaml by default.
        tool_folders: Where a private helm may be.
        folder: Where the charts' folders are; `helm` in this checkout by default.
    """

    name = "helm-chart-generator"
    summary = "Writes the Helm charts from app.yaml and validates them."

    def __init__(
        self,
        app: App | None = None,
        tool_folders: tuple[Path, ...] = (),
        folder: Path | None = None,
    ) -> None:
        self._app = app or load_app()
        self._tool_folders = tool_folders
        self._folder = folder or self._app.chart("").parent

    async def run(self, request: ChartRequest, events: Events) -> Result[ChartFacts]:
        """Write the charts, or only compare them, and validate what app.yaml asks for.

        Nothing is written before it has passed every check.

        Raises:
            UsageError: app.yaml leads to a chart that helm or Kubernetes would refuse.
            MissingError: There is no helm, and none can be had.
        """
        started = time.monotonic()
        with step("charts", events) as running:
            contexts = [
                ChartContext(app=self._app, key=key, service=service)
                for key, service in self._app.services.items()
            ]
            changed, stale = self._drift(contexts)
            checks: tuple[Evidence, ...] = ()
            if changed or stale or request.validate_unchanged:
                running.progress("validating")
                checks, examples = await self._check(contexts, request)
                changed |= {path: text for path, text in examples.items() if _differs(path, text)}
            if not request.check:
                _write(changed, stale)
            result = self._result(request, contexts, [*changed, *stale], checks)
            running.done(result.summary)
        return result.model_copy(update={"seconds": time.monotonic() - started})

    def _drift(self, contexts: list[ChartContext]) -> tuple[Files, list[Path]]:
        """Return the files that differ, with their new text, and those that belong to no chart."""
        wanted: Files = {
            self._folder / context.chart / path: text
            for context in contexts
            for path, text in chart_files(context).items()
        }
        folders = [self._folder / context.chart for context in contexts]
        found = {path for folder in folders for path in folder.rglob("*") if path.is_file()}
        changed = {path: text for path, text in wanted.items() if _differs(path, text)}
        return changed, sorted(found - wanted.keys())

    async def _check(
        self, contexts: list[ChartContext], request: ChartRequest
    ) -> tuple[tuple[Evidence, ...], Files]:
        helm = Helm(await programs.find("helm", self._tool_folders), self._app.namespace)
        checked: dict[str, Checked] = {}

        async def check(context: ChartContext, folder: Path) -> None:
            checked[context.key] = await check_chart(helm, folder, context)

        with tempfile.TemporaryDirectory(prefix="todo-charts-") as place:
            async with together() as group:
                for context in contexts:
                    folder = Path(place) / context.chart
                    _write({folder / path: text for path, text in chart_files(context).items()}, [])
                    group.start_soon(check, context, folder)
            evidence = [one for context in contexts for one in checked[context.key].evidence]
            if request.access is not None:
                kubectl = await programs.find("kubectl", self._tool_folders)
                rehearsal = Rehearsal(kubectl, helm.program, request.access)
                evidence += [await rehearsal.run(one, Path(place)) for one in contexts]
            examples = await rendered_examples(helm, self._app, Path(place))
        if request.policy:
            charts = [(context, checked[context.key].objects) for context in contexts]
            evidence += await check_policy((KubeScore(), Checkov()), charts)
        return tuple(evidence), {
            self._folder / FOLDER / name: text for name, text in examples.items()
        }

    def _result(
        self,
        request: ChartRequest,
        contexts: list[ChartContext],
        paths: list[Path],
        checks: tuple[Evidence, ...],
    ) -> Result[ChartFacts]:
        charts = tuple(context.chart for context in contexts)
        root = self._folder.parent
        names = tuple(sorted(path.relative_to(root).as_posix() for path in paths))
        status, next_step = Status.DONE, "./todo up"
        if not names:
            status, summary = Status.UNCHANGED, f"{len(charts)} charts are up to date."
        elif request.check:
            status, next_step = Status.FAILED, "./todo chart"
            summary = f"{len(names)} chart files differ from app.yaml: {', '.join(names[:3])}."
        else:
            summary = f"Wrote {len(names)} files of {len(charts)} charts."
        return Result(
            agent=self.name,
            status=status,
            summary=summary,
            facts=ChartFacts(charts=charts, changed_files=names, checks=checks),
            evidence=checks,
            next_step=next_step,
        )


def _differs(path: Path, text: str) -> bool:
    # Git on Windows may have changed the line ends; helm does not mind.
    return not path.is_file() or path.read_bytes().replace(b"\r\n", b"\n") != text.encode()


def _write(files: Files, stale: list[Path]) -> None:
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    for path in stale:
        path.unlink()
        if not any(path.parent.iterdir()):
            shutil.rmtree(path.parent)

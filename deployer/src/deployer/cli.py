"""The command line: finds the command that was named, runs it, and ends with its exit code."""

import importlib
import sys

import click

from deployer.errors import DeployerError, ExitCode, UsageError

SECTIONS = {
    "Use it": {
        "up": "bring the app up and print its URL",
        "plan": "show what up would change, and change nothing",
        "down": "take it away again",
        "status": "say what runs, where, and how well",
        "logs": "show what the services say",
        "diagnose": "say what is wrong in a namespace, why, and what helps",
        "fix": "apply the fix of a finding, after showing it",
        "dashboard": "watch it on a page of this machine",
        "watch": "pods, usage, problems and logs on one terminal screen",
        "verify": "measure the deployment against its contract",
        "doctor": "check this machine's prerequisites, and mend them",
        "bundle": "put everything into one file, for a machine without a network",
    },
    "Work on it": {
        "check": "format, lint, types, import rules, unit tests: before each commit",
        "test": "run every test on real parts",
        "dev": "edit, and see it run: here, or in the pods of a cluster",
        "selftest": "break things on purpose and score the diagnosis",
        "eval": "score the offline assistant or a model on written cases",
    },
    "With an AI client": {
        "ai": "connect Claude Code, kubectl-ai, kagent and others, and check what they get",
        "mcp": "the operations MCP server: look, plan, and change what was agreed",
    },
    "One agent alone": {
        "build": "docker-build-optimizer: build both images",
        "run": "docker-container-runner: test the images as containers",
        "chart": "helm-chart-generator: write and validate the charts",
        "deploy": "k8s-deploy-agent: install the charts on a cluster",
        "cleanup": "k8s-cleanup: remove what is ours, and prove it",
        "monitor": "cluster-health-monitor: health once, or again and again",
    },
}
EPILOG = """\b
Examples:
  todo up                  a URL in minutes; no key, no account, no question
  todo up --on minikube    the same app on Kubernetes
  todo status --json       for programs
  todo down                stop it; your tasks are kept in local mode

\b
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 something is missing,
4 unhealthy, 130 and 143 stopped by a signal.
Settings: .env beside this program; README.md names them all."""


class Commands(click.Group):
    """Imports a command's module only when it is called: `--help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all command names in the order of the help page."""
        del ctx
        return [name for section in SECTIONS.values() for name in section]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None when there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"deployer.commands.{cmd_name}")
        command = module.command
        assert isinstance(command, click.Command)  # noqa: S101 - holds for every module there
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the named command; an unknown one suggests the nearest."""
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            raise click.NoSuchCommand(args[0], possibilities=self.list_commands(ctx), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by section."""
        del ctx
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl(list(commands.items()))


@click.group(
    cls=Commands,
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(package_name="todo-deployer", prog_name="todo")
def todo() -> None:
    """Bring an AI todo assistant up with one command, on this machine or on Kubernetes.

    `todo COMMAND --help` explains a command and gives examples.
    """


def main() -> None:
    """Run the command line and end the process with the right exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A Windows console may be cp1252: a mark it cannot show must not end the program.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        code = todo.main(prog_name="todo", standalone_mode=False)
    except click.exceptions.Exit as done:
        code = done.exit_code
    except click.Abort:
        code = ExitCode.INTERRUPTED
    except click.UsageError as error:
        code = _fail(_usage_error(error))
    except DeployerError as error:
        code = _fail(error)
    sys.exit(code or 0)


def _fail(error: DeployerError) -> ExitCode:
    from deployer.commands.frame import fail  # noqa: PLC0415 - slow to import, not for --help

    return fail(error, as_json="--json" in sys.argv)


def _usage_error(error: click.UsageError) -> UsageError:
    """Return click's error as ours, with the help page as its cure."""
    command = error.ctx.command_path if error.ctx else "todo"
    return UsageError(error.format_message(), cure=f"{command} --help")

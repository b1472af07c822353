"""A tool as the protocol has it, made of its line in the registry."""

import inspect
from collections.abc import Mapping
from typing import Any

import pydantic_core
from mcp.server.mcpserver.utilities.func_metadata import func_metadata
from mcp_types import CallToolResult, TextContent
from mcp_types import Tool as Listed
from pydantic import BaseModel, TypeAdapter, ValidationError

from src.mcp.compact import answer_schema, arguments_schema
from src.mcp.failures import ToolFailure, from_values
from src.mcp.registry import Entry
from src.mcp.work import Work


class Tool:
    """Checks the arguments of calls, runs the tool's function, and puts its answer into words.

    Args:
        entry: The line in the registry.
    """

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        # The SDK's own reader of signatures; it also takes lists that a client sends as text.
        self._signature = func_metadata(entry.run, skip_names=["work"])
        arguments = self._signature.arg_model.model_json_schema(by_alias=True)
        answer = TypeAdapter(self._signature.output_model).json_schema(mode="serialization")
        self.listed = Listed(
            name=entry.name,
            title=entry.title,
            description=inspect.getdoc(entry.run),
            input_schema=arguments_schema(arguments),
            output_schema=answer_schema(answer),
            annotations=entry.annotations,
        )

    @property
    def only_looks(self) -> bool:
        """Whether it changes nothing."""
        return self.entry.annotations.read_only_hint is True

    def read(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments of a call as the function takes them.

        Raises:
            ToolFailure: They do not fit; it says which, and what would do.
        """
        known = self.listed.input_schema["properties"]
        if odd := sorted(given.keys() - known.keys()):
            names = ", ".join(known) or "none"
            raise ToolFailure("invalid", f"There is no argument {odd[0]}. There are: {names}.")
        try:
            return self._signature.validate_arguments(dict(given))
        except ValidationError as error:
            raise from_values(error) from error

    async def run(self, work: Work, arguments: Mapping[str, Any]) -> BaseModel:
        """Do what the tool does."""
        return await self.entry.run(work, **arguments)


def result_of(answer: BaseModel) -> CallToolResult:
    """Return an answer as the protocol has it: as an object, and as the same in JSON text."""
    shown = answer.model_dump(mode="json")
    text = pydantic_core.to_json(shown).decode()
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=shown)

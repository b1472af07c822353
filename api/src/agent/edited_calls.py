"""Calls that the person allowed with other arguments than the model's."""

from agents.exceptions import UserError
from agents.mcp import MCPServer

from src.agent.outputs import ToolOutput, read_output, tell_edited
from src.agent.tools import meta_of
from src.agent.writer import Writer
from src.schemas.turns import Verdict


async def call_edited(verdict: Verdict, tools: MCPServer, writer: Writer) -> str:
    """Make the call as the person allowed it, under the id of the model's own.

    A call that was made before the run was interrupted again gives its stored result.

    Returns:
        What the model is told in place of its call's answer.
    """
    output = await _call(verdict, tools)
    await writer.answered(verdict.tool_call_id, output)
    return tell_edited(verdict.tool, verdict.arguments, output)


async def _call(verdict: Verdict, tools: MCPServer) -> ToolOutput:
    try:
        result = await tools.call_tool(
            verdict.tool, verdict.arguments, meta=meta_of(verdict.tool_call_id)
        )
    except UserError as error:  # arguments that the tool's schema has no place for
        return ToolOutput(error=str(error))
    if result.structured_content is not None and not result.is_error:
        return ToolOutput(value=result.structured_content)
    return read_output([part.model_dump() for part in result.content])

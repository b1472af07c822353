"""Why a provider failed, in a few words for the person."""

import httpx2
import openai

_STATUS = {
    401: "its key was refused",
    402: "its credit is used up",
    403: "its key may not use this model",
    404: "it knows no model of this name",
    413: "the conversation is too long for it",
    429: "it is asked too often right now",
}
_OF_A_KEY = {
    401: "your own key was refused: give another one in the settings",
    402: "the credit of your own key is used up",
    403: "your own key may not use this model: choose another one in the settings",
}
_NO_TOOLS = ("support tool", "tool use", "tools is not supported", "does not support tools")
"""How providers say that a model cannot call tools: OpenRouter, vLLM, Ollama."""
FAILURES = (openai.OpenAIError, httpx2.HTTPError, TimeoutError, ValueError)
"""What a provider that fails raises; ValueError stands for an answer that cannot be read."""


def reason(error: Exception, *, own_key: bool = False) -> str:
    """Return what to say of an error, as the end of a sentence about the model.

    Args:
        error: What the provider's client raised.
        own_key: Whether it was asked with the person's own key, which only they can mend.
    """
    status = error.status_code if isinstance(error, openai.APIStatusError) else 0
    if own_key and status in _OF_A_KEY:
        return _OF_A_KEY[status]
    if isinstance(error, openai.APIStatusError):
        if any(words in str(error).lower() for words in _NO_TOOLS):
            return "it cannot call tools: choose a model that can"
        return _STATUS.get(error.status_code, f"its service reported error {error.status_code}")
    if isinstance(error, TimeoutError | openai.APITimeoutError):
        return "it took too long"
    if isinstance(error, openai.APIConnectionError) and isinstance(
        error.__cause__, httpx2.ConnectError | None
    ):
        return "it could not be reached"
    return "its answer was cut off or could not be read"

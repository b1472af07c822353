"""Two calls never have one id, whatever the provider says."""

from agents.items import TResponseStreamEvent
from openai.types.responses import (
    Response,
    ResponseCompletedEvent,
    ResponseFunctionToolCall,
    ResponseOutputItemAddedEvent,
    ResponseOutputItemDoneEvent,
)

from src.agent.call_ids import CallIds


def call(call_id: str) -> ResponseFunctionToolCall:
    return ResponseFunctionToolCall(
        type="function_call", call_id=call_id, name="list_tasks", arguments="{}"
    )


def answer(*calls: ResponseFunctionToolCall) -> list[TResponseStreamEvent]:
    """The events of one answer; its end tells each call again."""
    told = [event for at, item in enumerate(calls) for event in (added(item, at), done(item, at))]
    whole = Response(
        id="answer",
        created_at=0,
        model="m",
        object="response",
        output=[item.model_copy() for item in calls],
        parallel_tool_calls=True,
        tool_choice="auto",
        tools=[],
    )
    end = ResponseCompletedEvent(response=whole, sequence_number=0, type="response.completed")
    return [*told, end]


def added(item: ResponseFunctionToolCall, at: int) -> TResponseStreamEvent:
    return ResponseOutputItemAddedEvent(
        item=item, output_index=at, sequence_number=0, type="response.output_item.added"
    )


def done(item: ResponseFunctionToolCall, at: int) -> TResponseStreamEvent:
    return ResponseOutputItemDoneEvent(
        item=item.model_copy(),
        output_index=at,
        sequence_number=0,
        type="response.output_item.done",
    )


def ids(events: list[TResponseStreamEvent], renewing: CallIds) -> list[list[str]]:
    """The ids as each event tells them."""
    renewing.next_answer()
    found = []
    for event in events:
        renewed = renewing.renew(event)
        if isinstance(renewed, ResponseCompletedEvent):
            items = list(renewed.response.output)
        else:
            assert isinstance(renewed, ResponseOutputItemAddedEvent | ResponseOutputItemDoneEvent)
            items = [renewed.item]
        found.append([one.call_id for one in items if isinstance(one, ResponseFunctionToolCall)])
    return found


def test_ids_of_their_own_stay() -> None:
    renewing = CallIds()
    assert ids(answer(call("a"), call("b")), renewing) == [["a"], ["a"], ["b"], ["b"], ["a", "b"]]
    assert ids(answer(call("c")), renewing) == [["c"]] * 3


def test_an_id_of_an_answer_before_is_made_anew_and_the_same_everywhere() -> None:
    renewing = CallIds(["resumed"])
    ids(answer(call("call_0")), renewing)
    for told in ("call_0", "resumed", ""):
        ((new,), *others) = ids(answer(call(told)), renewing)
        assert others == [[new]] * 2
        assert new not in {"call_0", "resumed", ""}
        assert new.isalnum()


def test_also_when_an_item_is_one_object_in_all_events() -> None:
    renewing = CallIds(["call_0"])
    renewing.next_answer()
    item = call("call_0")
    begun = added(item, 0)
    assert isinstance(begun, ResponseOutputItemAddedEvent)
    begun.item = item
    renewing.renew(begun)
    new = item.call_id
    renewing.renew(begun)
    assert item.call_id == new != "call_0"

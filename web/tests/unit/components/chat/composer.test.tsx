import { act, screen } from "@testing-library/react";

import { show } from "../../support/render";

import { Composer } from "@/components/chat/composer";

const onSend = jest.fn<Promise<void>, [string]>(() => Promise.resolve());
const onStop = jest.fn();
const onEditLast = jest.fn();

function write(facts: { busy?: boolean } = {}) {
  const busy = facts.busy ?? false;
  const composer = <Composer {...{ busy, onSend, onStop, onEditLast }} />;
  const { user } = show(composer);
  return { user, box: screen.getByRole("textbox", { name: "Message to the assistant" }) };
}

beforeEach(() => {
  jest.clearAllMocks();
  window.localStorage.clear();
});

it("sends with Enter, and makes a new line with Shift and Enter", async () => {
  const { user, box } = write();
  await user.type(box, "milk{Shift>}{Enter}{/Shift}bread{Enter}");
  expect(onSend).toHaveBeenCalledWith("milk\nbread");
  expect(box).toHaveValue("");
});

it("edits the last message with Up, but only from an empty line", async () => {
  const { user, box } = write();
  await user.type(box, "a{ArrowUp}");
  expect(onEditLast).not.toHaveBeenCalled();
  await user.clear(box);
  await user.type(box, "{ArrowUp}");
  expect(onEditLast).toHaveBeenCalledTimes(1);
});

it("offers to stop while the assistant answers, and keeps what is written", async () => {
  const { user, box } = write({ busy: true });
  await user.type(box, "next{Enter}");
  expect(onSend).not.toHaveBeenCalled();
  expect(box).toHaveValue("next");
  await user.click(screen.getByRole("button", { name: "Stop" }));
  expect(onStop).toHaveBeenCalledTimes(1);
});

it("tells how much fits when it gets tight", async () => {
  const { user, box } = write();
  await user.click(box);
  await user.paste("x".repeat(3_600));
  expect(screen.queryByText(/characters left/)).toBeNull();
  await user.paste("x".repeat(300));
  expect(box).toHaveAccessibleDescription("100 characters left");
  await user.paste("x".repeat(300));
  expect(box).toHaveValue("x".repeat(4_000));
});

it("hides speaking where the browser has no ear", () => {
  write();
  expect(screen.queryByRole("button", { name: "Speak" })).toBeNull();
});

describe("where the browser can listen", () => {
  interface Heard {
    results: { transcript: string }[][];
  }
  class Ear {
    static last: Ear;
    onresult: ((event: Heard) => void) | null = null;
    onerror: ((event: { error: string }) => void) | null = null;
    onend: (() => void) | null = null;
    start = jest.fn();
    abort = jest.fn();
    stop = jest.fn(() => this.onend?.());
    constructor() {
      Ear.last = this;
    }
  }
  beforeEach(() => {
    Object.assign(window, { SpeechRecognition: Ear });
  });
  afterEach(() => {
    Reflect.deleteProperty(window, "SpeechRecognition");
  });

  it("says first where the sound may go, and only once", async () => {
    const { user, box } = write();
    await user.type(box, "add");
    await user.click(screen.getByRole("button", { name: "Speak" }));
    const dialog = await screen.findByRole("dialog", { name: "Before you speak" });
    expect(dialog).toHaveTextContent("It may send the sound to its maker");
    await user.click(screen.getByRole("button", { name: "Speak" }));
    act(() => Ear.last.onresult?.({ results: [[{ transcript: "milk and " }]] }));
    act(() =>
      Ear.last.onresult?.({ results: [[{ transcript: "milk and " }], [{ transcript: "tea" }]] }),
    );
    expect(box).toHaveValue("add milk and tea");
    const button = await screen.findByRole("button", { name: "Speak" });
    expect(button).toHaveAttribute("aria-pressed", "true");
    await user.click(button);
    expect(button).toHaveAttribute("aria-pressed", "false");
    await user.click(button);
    expect(Ear.last.start).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  it("says what to do when the microphone is refused", async () => {
    window.localStorage.setItem("todo-speech-agreed", "yes");
    const { user } = write();
    await user.click(screen.getByRole("button", { name: "Speak" }));
    act(() => {
      Ear.last.onerror?.({ error: "not-allowed" });
      Ear.last.onend?.();
    });
    expect(screen.getByText(/may not use the microphone/)).toBeInTheDocument();
  });
});

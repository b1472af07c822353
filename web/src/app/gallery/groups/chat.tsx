"use client";

import { hoursAgo, LONG, REFUSED } from "../data";
import { failed, known, onePage, type Seed } from "../seeds";
import type { State } from "../states";

import { ChatHeader } from "@/components/chat/chat-header";
import { Composer } from "@/components/chat/composer";
import { ConnectionNote } from "@/components/chat/connection-note";
import { ConversationList } from "@/components/chat/conversation-list";
import { EditMessage } from "@/components/chat/edit-message";
import { Suggestions } from "@/components/chat/suggestions";
import type { Agenda, AssistantStatus } from "@/lib/chat-api";
import { keys } from "@/lib/query-keys";
import type { ConversationListed } from "@/types/chat";

const nothing = (): void => undefined;
const nothingSoon = (): Promise<void> => Promise.resolve();

const assistant = (offline: boolean): Seed =>
  known<AssistantStatus>(keys.assistant, {
    offline,
    model: offline ? "offline" : "gemini-flash",
    detail: offline ? "No AI model is set up; I understand a few sentences." : "",
  });
const title = (words: string): Seed => known<string>([...keys.conversations, "title", "c"], words);
const agenda = known<Agenda>([...keys.tasks, "suggestions"], {
  overdue: [],
  days: [],
  more: false,
});

const conversation = (id: string, words: string, hours: number): ConversationListed => ({
  id,
  title: words,
  created_at: hoursAgo(hours),
  updated_at: hoursAgo(hours),
});
const CONVERSATIONS = [
  conversation("c", "The garden", 0),
  conversation("d", LONG, 30),
  conversation("e", "Taxes", 900),
];
const listKey = [...keys.conversations, "list", ""];

const header = (name: string, ...seeds: Seed[]): State => ({
  name,
  seeds,
  Show: () => <ChatHeader id="c" onList={nothing} onAnew={nothing} onGone={nothingSoon} />,
});

const note = (name: string, lost: boolean, error: string | null): State => ({
  name,
  Show: () => <ConnectionNote lost={lost} error={error} onReload={nothing} />,
});

const composer = (name: string, busy: boolean): State => ({
  name,
  Show: () => <Composer busy={busy} onSend={nothingSoon} onStop={nothing} onEditLast={null} />,
});

const list = (name: string, ...seeds: Seed[]): State => ({
  name: `conversations, ${name}`,
  alone: true,
  seeds,
  Show: () => (
    <ConversationList current="c" onOpen={nothing} onGone={nothingSoon} onClose={nothing} />
  ),
});

export const states: readonly State[] = [
  header("header, loading"),
  header("header", assistant(false), title("The garden")),
  header("header, long words", assistant(true), title(LONG)),
  {
    name: "suggestions",
    seeds: [assistant(false), agenda],
    Show: () => <Suggestions onPick={nothingSoon} />,
  },
  {
    name: "suggestions of the offline assistant",
    seeds: [assistant(true), agenda],
    Show: () => <Suggestions onPick={nothingSoon} />,
  },
  composer("nothing written", false),
  composer("while an answer comes", true),
  {
    name: "a message being edited",
    Show: () => (
      <ol>
        <EditMessage text="Add milk" onSend={nothing} onCancel={nothing} />
      </ol>
    ),
  },
  note("connection lost", true, null),
  note("refused", false, REFUSED.message),
  list("none", onePage(listKey, [])),
  list("some", onePage(listKey, CONVERSATIONS, "more")),
  list("failed", failed(listKey, REFUSED)),
];

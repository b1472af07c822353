"use client";

import { hoursAgo, LONG, REFUSED } from "../data";
import { failed, known, type Seed } from "../seeds";
import type { State } from "../states";

import { AssistantSection } from "@/components/settings/assistant-section";
import { DeleteSection } from "@/components/settings/delete-section";
import { ImportSection } from "@/components/settings/import-section";
import { ReportView } from "@/components/settings/report-view";
import { SessionsSection } from "@/components/settings/sessions-section";
import { ShownOnce } from "@/components/settings/shown-once";
import { TokensSection } from "@/components/settings/tokens-section";
import { Button } from "@/components/ui/button";
import type {
  AccessToken,
  Account,
  AssistantChoice,
  ImportReport,
  Session,
} from "@/lib/api-client";
import { keys } from "@/lib/query-keys";

const ACCOUNT: Account = {
  id: "ada",
  email: "ada@example.org",
  is_guest: false,
  time_zone: "UTC",
  created_at: hoursAgo(900),
};

const session = (id: string, facts: Partial<Session>): Session => ({
  id,
  browser: null,
  created_at: hoursAgo(70),
  expires_at: hoursAgo(-700),
  is_current: false,
  last_seen_at: null,
  ...facts,
});
const SESSIONS = [
  session("here", { browser: "Firefox on Linux", is_current: true, last_seen_at: hoursAgo(0) }),
  session("phone", { browser: "Safari on iPhone", last_seen_at: hoursAgo(20) }),
  session("unknown", {}),
];

const TOKENS: AccessToken[] = [
  {
    id: "one",
    name: LONG,
    hint: "x7Qp",
    scopes: ["read", "write", "mcp"],
    created_at: hoursAgo(400),
    expires_at: hoursAgo(-400),
    last_used_at: null,
  },
];

const REPORT: ImportReport = {
  batch_id: null,
  format: "todoist-csv",
  taken: 41,
  skipped: 2,
  rejected: 1,
  projects_created: ["Home", "Work"],
  remarks: [
    { line: 7, reason: "The title is missing.", excerpt: "task,,2,1,", taken: false },
    { line: 9, reason: "The rule is too long.", excerpt: LONG, taken: true },
  ],
};

function Report() {
  return (
    <ReportView title="What would come of it" report={REPORT}>
      <Button look="primary">Import</Button>
    </ReportView>
  );
}

const tokens = (name: string, seed: Seed): State => ({
  name: `tokens, ${name}`,
  seeds: [seed],
  Show: TokensSection,
});

const assistant = (name: string, facts: Partial<AssistantChoice>): State => ({
  name: `assistant, ${name}`,
  seeds: [
    known<AssistantChoice>(keys.assistantChoice, {
      model: null,
      key_end: null,
      models: ["google/gemini-3-flash", "anthropic/claude-haiku-5"],
      own_keys: false,
      ...facts,
    }),
  ],
  Show: AssistantSection,
});

export const states: readonly State[] = [
  assistant("models offered", {}),
  assistant("a key of one's own", { own_keys: true, key_end: "x7Qp", model: "any/model" }),
  { name: "browsers", seeds: [known<Session[]>(keys.sessions, SESSIONS)], Show: SessionsSection },
  { name: "browsers, failed", seeds: [failed(keys.sessions, REFUSED)], Show: SessionsSection },
  tokens("none", known<AccessToken[]>(keys.tokens, [])),
  tokens("one, long words", known<AccessToken[]>(keys.tokens, TOKENS)),
  { name: "a secret", Show: () => <ShownOnce name="backup" secret="todo_pat_0123456789" /> },
  { name: "import", Show: ImportSection },
  { name: "a report of an import", Show: Report },
  { name: "an account goes", Show: () => <DeleteSection account={ACCOUNT} /> },
  {
    name: "a guest goes",
    Show: () => <DeleteSection account={{ ...ACCOUNT, email: null, is_guest: true }} />,
  },
];

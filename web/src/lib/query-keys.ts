/** The names under which fetched data is kept. */
export const keys = {
  me: ["me"],
  position: ["position"],
  tasks: ["tasks"],
  task: ["task"],
  drafts: ["drafts"],
  tags: ["tags"],
  projects: ["projects"],
  filters: ["filters"],
  changes: ["changes"],
  sessions: ["sessions"],
  tokens: ["tokens"],
  feed: ["feed"],
  assistant: ["assistant"],
  conversations: ["conversations"],
  messages: ["messages"],
  approvals: ["approvals"],
} as const;

/** The names under which fetched data is kept. */
export const keys = {
  me: ["me"],
  tasks: ["tasks"],
  task: ["task"],
  tags: ["tags"],
  projects: ["projects"],
  filters: ["filters"],
  changes: ["changes"],
  assistant: ["assistant"],
  conversations: ["conversations"],
  messages: ["messages"],
  approvals: ["approvals"],
} as const;

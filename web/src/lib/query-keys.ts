/** The names under which fetched data is kept. */
export const keys = {
  me: ["me"],
  tasks: ["tasks"],
  tags: ["tags"],
  assistant: ["assistant"],
  conversations: ["conversations"],
  messages: ["messages"],
  approvals: ["approvals"],
} as const;

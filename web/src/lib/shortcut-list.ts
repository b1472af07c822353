/** All keyboard shortcuts, as the help shows them. */
export const SHORTCUTS: readonly { title: string; keys: readonly [string, string][] }[] = [
  {
    title: "Anywhere",
    keys: [
      ["Ctrl K", "Go anywhere, do anything"],
      ["q", "Add a task"],
      ["/", "Search"],
      ["z", "Undo the last thing"],
      ["?", "Show these shortcuts"],
    ],
  },
  {
    title: "Go to",
    keys: [
      ["g i", "Inbox"],
      ["g t", "Today"],
      ["g u", "Upcoming"],
    ],
  },
  {
    title: "In a list",
    keys: [
      ["j", "Next task"],
      ["k", "Previous task"],
      ["e", "Open the task (Enter, too)"],
      ["c", "Complete it, or take it back"],
      ["x", "Select it"],
      ["#", "Delete it (Delete, too)"],
      ["Esc", "Select none; close the task"],
    ],
  },
];

/** All keyboard shortcuts, as the help shows them: keys, and the words of what they do. */
export const SHORTCUTS = [
  {
    title: "shortcuts.anywhere",
    keys: [
      ["Ctrl K", "shortcuts.palette"],
      ["q", "shortcuts.add"],
      ["/", "lists.search"],
      ["z", "shortcuts.undo"],
      ["?", "shortcuts.help"],
    ],
  },
  {
    title: "shortcuts.goTo",
    keys: [
      ["g i", "lists.inbox"],
      ["g t", "lists.today"],
      ["g u", "lists.upcoming"],
    ],
  },
  {
    title: "shortcuts.inList",
    keys: [
      ["j", "shortcuts.next"],
      ["k", "shortcuts.previous"],
      ["e", "shortcuts.open"],
      ["c", "shortcuts.complete"],
      ["x", "shortcuts.select"],
      ["#", "shortcuts.delete"],
      ["Esc", "shortcuts.none"],
    ],
  },
] as const;

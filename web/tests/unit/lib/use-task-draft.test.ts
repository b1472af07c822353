import { fitting } from "@/lib/use-task-draft";

const READ = {
  of: "🌱 call #work tomorrow",
  draft: {
    task: { title: "🌱 call" },
    marks: [
      { kind: "tag" as const, start: 7, end: 12 },
      { kind: "due" as const, start: 13, end: 21 },
    ],
  },
};

it("keeps all marks of the text that was read", () => {
  expect(fitting(READ, READ.of)).toHaveLength(2);
});

it("keeps them while words are added behind", () => {
  expect(fitting(READ, `${READ.of} at`)).toHaveLength(2);
});

it("drops a mark whose words were changed, and those behind it", () => {
  expect(fitting(READ, "🌱 call #work tomorro")).toEqual([READ.draft.marks[0]]);
  expect(fitting(READ, "🌱 call #wor tomorrow")).toEqual([]);
});

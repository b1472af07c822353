"use client";

import { HOME, PROJECTS } from "../data";
import { projects } from "../seeds";
import type { State } from "../states";

import { DetailFields } from "@/components/tasks/detail-fields";
import { DraftReading } from "@/components/tasks/draft-reading";
import { MarkedInput } from "@/components/tasks/marked-input";
import { QuickAdd } from "@/components/tasks/quick-add";
import type { TaskDraft } from "@/lib/api-client";

const TEXT = "Water the plants every monday #garden !high";
const nothing = (): void => undefined;

/** As the parser of the API reads it. */
const READ: TaskDraft = {
  task: {
    title: "Water the plants",
    recurrence: "FREQ=WEEKLY;BYDAY=MO",
    tags: ["garden"],
    priority: "high",
    project_id: HOME.id,
    estimate_minutes: 20,
    reminders: [15],
  },
  marks: [
    { start: 17, end: 29, kind: "recurrence" },
    { start: 30, end: 37, kind: "tag" },
    { start: 38, end: 43, kind: "priority" },
  ],
};

const Words = () => (
  <MarkedInput aria-label={TEXT} value={TEXT} marks={READ.marks} onChange={nothing} />
);

function Fields() {
  return (
    <DetailFields
      details={{ due_date: null, due_time: null, priority: "high", tags: ["garden"] }}
      onChange={nothing}
    />
  );
}

const Reading = ({ asTyped }: { asTyped: boolean }) => (
  <DraftReading said={READ.task} asTyped={asTyped} marked onAsTyped={nothing} />
);

export const states: readonly State[] = [
  { name: "nothing typed", Show: () => <QuickAdd fresh={{}} /> },
  { name: "words that say something", Show: Words },
  { name: "its fields", Show: Fields },
  {
    name: "what no field shows",
    seeds: [projects(PROJECTS)],
    Show: () => <Reading asTyped={false} />,
  },
  { name: "kept as typed", seeds: [projects(PROJECTS)], Show: () => <Reading asTyped /> },
];

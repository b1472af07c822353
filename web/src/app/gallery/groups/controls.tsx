"use client";

import { aTask, LONG } from "../data";
import type { State } from "../states";

import { Tick } from "@/components/tasks/tick";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Logo } from "@/components/ui/logo";
import { SafeMarkdown } from "@/components/ui/safe-markdown";
import { Segments } from "@/components/ui/segments";
import { TickBox } from "@/components/ui/tick-box";

const nothing = (): void => undefined;
const LOOKS = ["primary", "plain", "quiet", "danger"] as const;
const SIZES = [
  { id: "small", label: "Small" },
  { id: "large", label: "Large" },
];

function Buttons({ disabled = false }: { disabled?: boolean }) {
  return (
    <div className="flex flex-wrap gap-2">
      {LOOKS.map((look) => (
        <Button key={look} look={look} disabled={disabled}>
          {look}
        </Button>
      ))}
    </div>
  );
}

function Ticks() {
  return (
    <div className="flex gap-4 p-2">
      {(["none", "medium", "high"] as const).map((priority) => (
        <Tick key={priority} task={aTask(priority, { priority })} />
      ))}
      <Tick task={aTask("done", { state: "done" })} />
    </div>
  );
}

const MARKDOWN = `# Notes\n\n- [x] **bold**, *slanted*, \`code\`\n- ${LONG}\n\n1. <b>not run</b>\n`;

export const states: readonly State[] = [
  { name: "logo", Show: Logo },
  { name: "buttons", Show: Buttons },
  { name: "buttons, disabled", Show: () => <Buttons disabled /> },
  { name: "ticks", Show: Ticks },
  {
    name: "segments",
    Show: () => <Segments label="Size" options={SIZES} chosen="small" onChange={nothing} />,
  },
  { name: "field", Show: () => <Field label="Name" placeholder="Ada" /> },
  { name: "field, filled", Show: () => <Field label="Name" value={LONG} readOnly /> },
  { name: "tick box", Show: () => <TickBox label="Only mine" on onChange={nothing} /> },
  { name: "notes in Markdown", Show: () => <SafeMarkdown text={MARKDOWN} /> },
];

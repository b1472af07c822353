import { fireEvent, render, screen } from "@testing-library/react";
import { NextIntlClientProvider } from "next-intl";

import { aTask } from "../../support/task";

import { RecurrencePicker } from "@/components/detail/recurrence-picker";
import type { TaskUpdate } from "@/lib/api-client";
import messages from "@/messages/en.json";

/** The picker of a task that is due on a Monday; what it changes stands in `changes`. */
function picker(recurrence: string | null): TaskUpdate[] {
  const changes: TaskUpdate[] = [];
  render(
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <RecurrencePicker
        task={aTask({ due_date: "2026-11-30", recurrence })}
        onChange={(change) => changes.push(change)}
      />
    </NextIntlClientProvider>,
  );
  return changes;
}

const repeats = () => screen.getByLabelText("Repeats");
const change = (name: string, value: string) => {
  fireEvent.change(screen.getByLabelText(name), { target: { value } });
};

it("offers an interval and weekdays to who wants another way, and changes nothing yet", () => {
  const changes = picker(null);
  expect(screen.queryByLabelText("Interval")).toBeNull();
  fireEvent.change(repeats(), { target: { value: "custom" } });
  expect(screen.getByLabelText("Interval")).toHaveValue(1);
  expect(screen.getByRole("button", { name: "Monday" })).toHaveAttribute("aria-pressed", "true");
  expect(changes).toEqual([]);
});

it("takes a rule of one's own as it is, and changes one part of it at a time", () => {
  const changes = picker("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
  expect(repeats()).toHaveDisplayValue("In another way");
  change("Interval", "3");
  fireEvent.click(screen.getByRole("button", { name: "Thursday" }));
  fireEvent.click(screen.getByRole("button", { name: "Friday" }));
  change("Unit", "MONTHLY");
  expect(changes.map(({ recurrence }) => recurrence)).toEqual([
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,TH",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,FR",
    "FREQ=MONTHLY;INTERVAL=2",
  ]);
});

it.each(["0", "", "1000"])("takes no interval of %j", (value) => {
  const changes = picker("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH");
  change("Interval", value);
  expect(changes).toEqual([]);
});

it("counts from when it was done for who says so, and ends for who wants no more", () => {
  const changes = picker("FREQ=DAILY");
  change("The next one counts from", "completion");
  fireEvent.change(repeats(), { target: { value: "" } });
  expect(changes).toEqual([{ recurs_from: "completion" }, { recurrence: null }]);
});

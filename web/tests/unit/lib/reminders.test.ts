import { aTask } from "../support/task";
import { ENGLISH } from "../support/words";

import { arrived, remindersText, untilNext } from "@/lib/reminders";

const NOW = new Date("2026-03-02T10:00:00Z");
const MILK = aTask({ title: "Buy milk" });
const CALL = aTask({ title: "Call mum" });

const at = (task: typeof MILK, time: string) => ({
  task,
  fires_at: `2026-03-02T${time}:00Z`,
  minutes_before: 30,
});

it("shows what has come, once a task", () => {
  const reminders = [at(MILK, "09:00"), at(MILK, "09:30"), at(CALL, "10:00"), at(CALL, "10:01")];
  expect(arrived(reminders, NOW)).toEqual([at(MILK, "09:30"), at(CALL, "10:00")]);
});

it("knows when the next one comes", () => {
  expect(untilNext([at(MILK, "09:00"), at(CALL, "10:02"), at(MILK, "10:01")], NOW)).toBe(60_000);
  expect(untilNext([at(MILK, "09:00")], NOW)).toBeNull();
});

it("says one with its time, and several by their names", () => {
  expect(remindersText(ENGLISH, [at(MILK, "09:00")])).toBe("Reminder: Buy milk");
  const due = { ...MILK, due_date: "2001-01-02", due_time: "17:00" };
  expect(remindersText(ENGLISH, [at(due, "09:00")])).toBe(
    "Reminder: Buy milk (Jan 2, 2001, 5:00 PM)",
  );
  expect(remindersText(ENGLISH, [at(MILK, "09:00"), at(CALL, "09:00")])).toBe(
    "2 reminders: Buy milk, Call mum",
  );
  expect(remindersText(ENGLISH, [])).toBe("");
});

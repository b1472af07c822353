import { ENGLISH } from "../support/words";

import { alsoSaid, detailsOf, newTask } from "@/lib/new-task";

const LIST = { due_date: "2026-03-02", tags: ["home"], project_id: "of-the-list" };
const SAID = {
  title: "water the tomatoes",
  due_date: "2026-03-03",
  due_time: "17:00",
  tags: ["garden", "home"],
  project_id: "of-the-words",
};

it("takes a day from the list, rather one from the words, rather one that was chosen", () => {
  expect(detailsOf(LIST, {}, {}).due_date).toBe("2026-03-02");
  expect(detailsOf(LIST, SAID, {}).due_date).toBe("2026-03-03");
  expect(detailsOf(LIST, SAID, { due_date: null }).due_date).toBeNull();
});

it("joins the tags of list and words, each once", () => {
  expect(detailsOf(LIST, SAID, {}).tags).toEqual(["home", "garden"]);
  expect(detailsOf(LIST, SAID, { tags: ["only"] }).tags).toEqual(["only"]);
});

it("adds what the words say, and the text as it is when they say nothing", () => {
  expect(newTask("typed", {}, SAID, {})).toMatchObject({
    title: "water the tomatoes",
    due_time: "17:00",
    project_id: "of-the-words",
  });
  expect(newTask("typed", LIST, {}, {})).toMatchObject({
    title: "typed",
    project_id: "of-the-list",
  });
  expect(newTask("typed", {}, {}, {})).not.toHaveProperty("project_id");
});

it("says what no field of the form shows", () => {
  const said = {
    title: "x",
    recurrence: "FREQ=WEEKLY;BYDAY=MO",
    project_id: "one",
    estimate_minutes: 90,
    reminders: [0, 30],
  };
  expect(alsoSaid(ENGLISH, said, "Garden")).toEqual([
    "Repeats every week on Monday",
    "In Garden",
    "Takes 1h 30m",
    "Reminder when it is due, 30m before",
  ]);
  expect(alsoSaid(ENGLISH, { title: "x", project_id: "not loaded yet" }, undefined)).toEqual([]);
});

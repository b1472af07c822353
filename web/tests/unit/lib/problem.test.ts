/** @jest-environment node */
import { ENGLISH, GERMAN } from "../support/words";

import { ProblemError, problemOf, sentence, toProblem } from "@/lib/problem";

it("shows the detail of a problem document", async () => {
  const answer = Response.json(
    { title: "Conflict", detail: "Somebody changed it." },
    { status: 409 },
  );
  const problem = await problemOf(answer);
  expect([problem.status, problem.message]).toEqual([409, "Somebody changed it."]);
});

it.each([
  ["a page of a server in between", new Response("<html>Bad gateway</html>", { status: 502 })],
  ["nothing at all", new Response(null, { status: 500 })],
])("is kind about %s", async (_, answer) => {
  const problem = await problemOf(answer);
  expect(problem.status).toBe(answer.status);
  expect(sentence(problem, ENGLISH.t)).toMatch(/does not answer.*try again/i);
});

it.each([null, "text", 7, {}, { detail: [{ msg: "x" }] }])(
  "never shows %j as a sentence",
  (body) => {
    expect(sentence(toProblem(400, body), ENGLISH.t)).toMatch(/does not answer/);
  },
);

it("shows a person sentences of ours only", () => {
  expect(sentence(new ProblemError(404, "There is no such task."), ENGLISH.t)).toBe(
    "There is no such task.",
  );
  expect(sentence(new TypeError("Failed to fetch"), ENGLISH.t)).not.toContain("fetch");
});

it("says in the person's language that the backend is away", () => {
  const away = toProblem(502, {
    type: "/problems/unavailable",
    detail: "The backend does not answer.",
  });
  expect(sentence(away, GERMAN.t)).toMatch(/^Der Dienst antwortet gerade nicht/);
});

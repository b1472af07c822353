/** @jest-environment node */
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
  expect(problem.message).toMatch(/does not answer.*try again/i);
});

it.each([null, "text", 7, {}, { detail: [{ msg: "x" }] }])(
  "never shows %j as a sentence",
  (body) => {
    expect(toProblem(400, body).message).toMatch(/does not answer/);
  },
);

it("shows a person sentences of ours only", () => {
  expect(sentence(new ProblemError(404, "There is no such task."))).toBe("There is no such task.");
  expect(sentence(new TypeError("Failed to fetch"))).not.toContain("fetch");
});

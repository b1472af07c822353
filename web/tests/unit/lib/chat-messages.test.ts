import { before, exchanges, said, withoutEmpty, wordsOf } from "@/lib/chat-messages";
import { emptyAnswer } from "@/lib/turn-reducer";

const question = said("q1", "add milk");
const first = emptyAnswer("a1");
const second = emptyAnswer("a2");
const next = said("q2", "and bread");

it("puts every answer below what it answers", () => {
  expect(exchanges([first, question, second, next])).toEqual([
    { question: null, answers: [first] },
    { question, answers: [second] },
    { question: next, answers: [] },
  ]);
  expect(exchanges([question, first, second])).toEqual([{ question, answers: [first, second] }]);
});

it("takes away what an edit replaces, and nothing else", () => {
  expect(before([question, first, next], "q2")).toEqual([question, first]);
  expect(before([question, first], null)).toEqual([question, first]);
});

it("reads the words of a message", () => {
  expect(wordsOf(question)).toBe("add milk");
  expect(wordsOf(first)).toBe("");
});

it("drops an answer of which nothing was shown", () => {
  expect(withoutEmpty([question, first], "a1")).toEqual([question]);
  expect(withoutEmpty([question, first], "q1")).toEqual([question, first]);
});

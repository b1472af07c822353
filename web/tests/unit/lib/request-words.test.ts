import { languageOf } from "@/lib/request-words";

it.each([
  ["what was chosen", "de", "en-GB,en;q=0.9", "de"],
  ["the browser's first language that there is", undefined, "fr-FR,de-AT;q=0.9,en;q=0.8", "de"],
  ["what the browser weighs most", undefined, "de;q=0.4,en;q=0.6", "en"],
  ["English for whoever reads neither", undefined, "fr,it;q=0.5", "en"],
  ["English without a word of the browser", undefined, null, "en"],
  ["the browser's language when the cookie names none of ours", "xx", "de", "de"],
])("speaks %s", (_, chosen, accepted, language) => {
  expect(languageOf(chosen, accepted)).toBe(language);
});

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import compile from "icu-minify/compile";

import { LANGUAGES } from "@/lib/languages";

type Catalogue = Record<string, string>;

const MESSAGES = "src/messages";
const english = read("en");

/** A catalogue with its keys written out: `tasks.newTask`. */
function read(language: string): Catalogue {
  const text = readFileSync(join(MESSAGES, `${language}.json`), "utf8");
  return Object.fromEntries(flat(JSON.parse(text) as object));
}

function flat(node: object, path = ""): [string, string][] {
  return Object.entries(node).flatMap(([name, value]: [string, object | string]) =>
    typeof value === "string" ? [[path + name, value]] : flat(value, `${path}${name}.`),
  );
}

/** The names of the values that a message takes, wherever in it they stand. */
function valuesOf(message: string): string[] {
  const names = new Set<string>();
  const visit = (node: unknown, isMessage: boolean) => {
    if (!Array.isArray(node)) return;
    if (isMessage) {
      for (const part of node) visit(part, false);
      return;
    }
    const [name, , choices] = node as [unknown, unknown, unknown];
    if (typeof name === "string") names.add(name);
    if (typeof choices === "object" && choices) {
      for (const choice of Object.values(choices)) visit(choice, true);
    }
  };
  visit(compile(message), true);
  return [...names].sort();
}

const SOURCES = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => /(?<!\.d)\.tsx?$/.test(file) && !file.startsWith("types"))
  .map((file) => readFileSync(join("src", file), "utf8"))
  .join("\n");

/** What fits the keys that a page names, also in part: `lists.${name}`. */
function named(): RegExp {
  const whole = [...SOURCES.matchAll(/"([a-z]\w*(?:\.[\w-]+)+)"/g)].map(([, key]) => key ?? "");
  const partly = [...SOURCES.matchAll(/`([a-z]\w*\.[^`]*\$\{[^`]*)`/g)].map(([, key]) => key ?? "");
  const patterns = [...new Set([...whole, ...partly])].map((key) =>
    key
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replaceAll(".", "\\."))
      .join("[\\w-]+"),
  );
  return new RegExp(`^(?:${patterns.join("|")})$`);
}

it("names the values of a message, also of those within its choices", () => {
  expect(valuesOf("{count, plural, one {# of {all}} other {{who} has #}}, {when}")).toEqual([
    "all",
    "count",
    "when",
    "who",
  ]);
});

it.each(LANGUAGES)("has every message in %s, with the same values", (language) => {
  const other = read(language);
  const shape = (all: Catalogue) =>
    Object.fromEntries(Object.entries(all).map(([key, text]) => [key, valuesOf(text)]));
  expect(shape(other)).toEqual(shape(english));
  expect(Object.entries(other).filter(([, text]) => text.trim() === "")).toEqual([]);
});

it("has no message that nothing shows", () => {
  const used = named();
  expect(Object.keys(english).filter((key) => !used.test(key))).toEqual([]);
});

it("has types that are those of the English messages", () => {
  const declaration = readFileSync(join(MESSAGES, "en.d.json.ts"), "utf8");
  const written = /declare const messages: (.*);\nexport default/s.exec(declaration)?.[1] ?? "";
  expect(JSON.parse(written)).toEqual(JSON.parse(readFileSync(join(MESSAGES, "en.json"), "utf8")));
});

// Renders a Graphviz graph from standard input to SVG on standard output: `node render.mjs < x.dot > x.svg`.
import { readFileSync } from "node:fs";
import { Graphviz } from "@hpcc-js/wasm-graphviz";

const graphviz = await Graphviz.load();
process.stdout.write(graphviz.dot(readFileSync(0, "utf8")));

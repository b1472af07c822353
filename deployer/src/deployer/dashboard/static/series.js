/** The samples of use as series for plots: one of each resource, always in the same colour. */

import { store } from "./store.js";

/** @typedef {import("./types.d.ts").Resource} Resource */
/** @typedef {import("./types.d.ts").Measure} Measure */
/** @typedef {import("./types.d.ts").Sample} Sample */

const COLOURS = 6;

/** Resources whose use is measured. @param {Resource[]} resources */
export function measured(resources) {
  return resources.filter((one) => one.instances.length > 0 || one.use.cpu !== null);
}

/** @param {Resource[]} resources @param {string} id */
export function colourOf(resources, id) {
  return (
    Math.max(
      0,
      measured(resources).findIndex((one) => one.id === id),
    ) % COLOURS
  );
}

/**
 * @param {Sample[]} samples
 * @param {Resource[]} resources all of them, for the colours
 * @param {string[]} ids those that are wanted
 * @param {Measure} measure
 */
export function seriesOf(samples, resources, ids, measure) {
  const place = measure === "cpu" ? 0 : 1;
  return ids.map((id) => ({
    name: id,
    colour: colourOf(resources, id),
    values: samples.map((sample) => sample.use[id]?.[place] ?? null),
  }));
}

/** The samples of the last minutes. @param {number} minutes */
export function recent(minutes) {
  const samples = store.whole?.samples ?? [];
  const last = samples.at(-1)?.at ?? 0;
  return samples.filter((sample) => sample.at >= last - minutes * 60);
}

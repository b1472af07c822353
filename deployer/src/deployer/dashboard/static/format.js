/** How figures and times read. */

const GIB = 2 ** 30;
const MIB = 2 ** 20;

/** @param {number} millicores */
export function cores(millicores) {
  if (millicores >= 10_000) return `${Math.round(millicores / 1000)}`;
  return (millicores / 1000).toFixed(millicores % 1000 === 0 ? 0 : millicores < 1000 ? 3 : 2);
}

/** @param {number} bytes */
export function bytes(bytes) {
  if (bytes === 0) return "0";
  if (bytes >= GIB) {
    const amount = bytes / GIB;
    return `${amount.toFixed(Number.isInteger(amount) ? 0 : 2)} GiB`;
  }
  return `${Math.round(bytes / MIB)} MiB`;
}

/**
 * @param {import("./types.d.ts").Measure} measure
 * @param {number | null} amount
 */
export function quantity(measure, amount) {
  if (amount === null) return "–";
  return measure === "cpu" ? `${cores(amount)} cores` : bytes(amount);
}

/** @param {number} part @param {number} whole */
export function percent(part, whole) {
  const share = (100 * part) / whole;
  return `${share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}

/** @param {number} seconds */
export function duration(seconds) {
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}

/**
 * How long before another moment something was.
 * @param {string | null} then
 * @param {number} now milliseconds
 */
export function ago(then, now) {
  if (!then) return "–";
  const seconds = Math.max(0, (now - Date.parse(then)) / 1000);
  if (seconds < 10) return "just now";
  if (seconds < 60) return `${Math.floor(seconds)} s ago`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} days ago`;
}

/** @param {string | number} when */
export function clock(when) {
  return new Date(when).toLocaleTimeString("en-GB");
}

/** @param {string} when */
export function moment(when) {
  return `${new Date(when).toLocaleDateString("en-CA")} ${clock(when)}`;
}

/** Minutes and seconds, as a stopwatch shows them. @param {number} seconds */
export function stopwatch(seconds) {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${count} ${count === 1 ? one : many}`;
}

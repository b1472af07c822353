/** What the server has told so far, kept up to date by its stream of events. */

/** @typedef {import("./types.d.ts").Whole} Whole */
/** @typedef {import("./types.d.ts").Line} Line */

const SAMPLES = 1440;
const LINES = 5000;
const AGAIN_MS = 3000;

/** @type {{ whole: Whole | null, lostAt: number | null }} */
export const store = { whole: null, lostAt: null };

/** @type {Set<() => void>} */
const watchers = new Set();
/** @type {Set<(lines: Line[], anew: boolean) => void>} */
const readers = new Set();

/** Call back whenever anything but the logs has changed. @param {() => void} watcher */
export function watch(watcher) {
  watchers.add(watcher);
}

/**
 * Call back with all lines of the logs that are known, then with those that come.
 * @param {(lines: Line[], anew: boolean) => void} reader
 * @returns {() => void} ends it
 */
export function readLines(reader) {
  readers.add(reader);
  reader(store.whole?.lines ?? [], true);
  return () => readers.delete(reader);
}

/** The moment that the page speaks of: now, or that of the recording. @returns {number} */
export function now() {
  const recorded = store.whole?.about.recorded;
  return recorded ? Date.parse(recorded) : Date.now();
}

/** Take up the stream, again and again when it is lost. */
export function connect() {
  const source = new EventSource("/api/stream");
  /** @type {(name: string, take: (data: any) => void) => void} */
  const on = (name, take) => {
    source.addEventListener(name, (event) => {
      store.lostAt = null;
      take(JSON.parse(event.data));
      if (name !== "lines" && name !== "beat") changed();
    });
  };
  on("whole", (whole) => {
    store.whole = whole;
    for (const reader of readers) reader(whole.lines, true);
  });
  on("state", (state) => change((whole) => (whole.state = state)));
  on("sample", (sample) => change((whole) => keep(whole.samples, [sample], SAMPLES)));
  on("lines", (lines) => {
    change((whole) => keep(whole.lines, lines, LINES));
    for (const reader of readers) reader(lines, false);
  });
  on("receipt", (receipt) => {
    change((whole) => {
      whole.receipt = receipt;
      whole.about.url = receipt.url;
    });
  });
  on("beat", () => undefined);
  source.addEventListener("error", () => {
    store.lostAt ??= Date.now();
    changed();
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, AGAIN_MS);
  });
}

/** @param {(whole: Whole) => void} how */
function change(how) {
  if (store.whole) how(store.whole);
}

function changed() {
  for (const watcher of watchers) watcher();
}

/** @template T @param {T[]} list @param {T[]} more @param {number} most */
function keep(list, more, most) {
  list.push(...more);
  list.splice(0, list.length - most);
}

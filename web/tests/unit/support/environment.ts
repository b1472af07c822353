import { TestEnvironment } from "jest-environment-jsdom";

/** What every browser has and jsdom lacks; Node's own, so that tests speak real HTTP. */
const NODES_OWN = [
  "Headers",
  "ReadableStream",
  "Request",
  "Response",
  "TextDecoder",
  "TextDecoderStream",
  "TextEncoder",
  "TransformStream",
  "Uint8Array",
  "WritableStream",
  "fetch",
  "structuredClone",
] as const;

/** A browser's page whose fetch reaches real servers on loopback. */
export default class BrowserEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    for (const name of NODES_OWN) Object.assign(this.global, { [name]: globalThis[name] });
    // jsdom lays nothing out, so nothing there is ever of another size.
    this.global.ResizeObserver = class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    };
    Object.defineProperty(this.global, "crypto", { value: globalThis.crypto });
  }
}

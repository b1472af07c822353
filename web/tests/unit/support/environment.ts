import { TestEnvironment } from "jest-environment-jsdom";

/** What every browser has and jsdom lacks; Node's own, so that tests speak real HTTP. */
const NODES_OWN = [
  "BroadcastChannel",
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

const SIZE = { clientWidth: 1280, clientHeight: 800, offsetWidth: 1280, offsetHeight: 800 };
const ROW = 45;

/** What has no size does not change it. */
class NoObserver implements ResizeObserver {
  observe = (): void => undefined;
  unobserve = (): void => undefined;
  disconnect = (): void => undefined;
}

/** The bytes of a file, by the one way in which jsdom reads files. */
function bytesOf(file: Blob, reader: FileReader): Promise<ArrayBuffer> {
  return new Promise((resolve) => {
    reader.onload = () => {
      resolve(Uint8Array.from(new Uint8Array(reader.result as ArrayBuffer)).buffer);
    };
    reader.readAsArrayBuffer(file);
  });
}

/** A browser's page whose fetch reaches real servers on loopback. */
export default class BrowserEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    for (const name of NODES_OWN) Object.assign(this.global, { [name]: globalThis[name] });
    const { Blob, FileReader } = this.global;
    Blob.prototype.arrayBuffer = function (this: Blob) {
      return bytesOf(this, new FileReader());
    };
    // jsdom lays nothing out, so there is nowhere to scroll.
    this.global.Element.prototype.scrollIntoView = () => undefined;
    // Nor has anything a size: the page is as large as a screen, and a row as high as a row.
    for (const [name, page] of Object.entries(SIZE)) {
      Object.defineProperty(this.global.HTMLElement.prototype, name, {
        get(this: HTMLElement) {
          return this.dataset.index === undefined ? page : ROW;
        },
      });
    }
    this.global.ResizeObserver = NoObserver;
    this.global.matchMedia = (media: string) =>
      Object.assign(new this.global.EventTarget(), { matches: true, media }) as MediaQueryList;
    Object.defineProperty(this.global, "crypto", { value: globalThis.crypto });
  }
}

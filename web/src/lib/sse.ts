/** One server-sent event. */
export interface ServerEvent {
  id: string | null;
  /** Null in a block that only says from where to go on. */
  data: string | null;
}

/**
 * Reads server-sent events from a body as they come (WHATWG HTML, 9.2.6): any line ending,
 * comments skipped, several data lines joined.
 */
export async function* readEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      rest += done ? decoder.decode() : decoder.decode(value, { stream: true });
      const blocks = rest.split(/\r\n\r\n|\n\n|\r\r/);
      rest = blocks.pop() ?? "";
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event) yield event;
      }
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

function parseBlock(block: string): ServerEvent | null {
  const data: string[] = [];
  let id: string | null = null;
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [field = "", ...others] = line.split(":");
    const value = others.join(":").replace(/^ /, "");
    if (field === "data") data.push(value);
    if (field === "id") id = value;
  }
  const text = data.length > 0 ? data.join("\n") : null;
  return text === null && id === null ? null : { id, data: text };
}

/** A request that was not done, with a sentence for the person. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The whole document: what a 412 shows as `current`, where a filter went wrong. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ProblemError";
  }
}

const OFFLINE = "The server does not answer. Check your connection and try again.";

/** Reads the problem document (RFC 9457) of an answer that failed. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  try {
    return toProblem(answer.status, await answer.json());
  } catch {
    return new ProblemError(answer.status, OFFLINE);
  }
}

/** Turns a parsed error body into a problem. */
export function toProblem(status: number, body: unknown): ProblemError {
  const detail = isRecord(body) && typeof body.detail === "string" ? body.detail : OFFLINE;
  return new ProblemError(status, detail, isRecord(body) ? body : {});
}

/** The sentence to show for whatever was thrown. */
export function sentence(error: unknown): string {
  return error instanceof ProblemError ? error.message : OFFLINE;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

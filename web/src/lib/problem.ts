import type { Translate } from "./words";

const UNAVAILABLE = "/problems/unavailable";

/** A request that was not done, with a sentence for the person. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    /** Empty when there was no document: it was no answer of the backend. */
    message: string,
    /** The whole document: what a 412 shows as `current`, where a filter went wrong. */
    readonly body: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = "ProblemError";
  }
}

/** A request that no server answered; whether it arrived is not known. */
export class UnreachableError extends Error {
  constructor(cause: unknown) {
    super("no server answered", { cause });
    this.name = "UnreachableError";
  }
}

/** Changes that were not sent yet would be lost. */
export class UnsentError extends Error {
  constructor() {
    super("some changes have not been sent");
    this.name = "UnsentError";
  }
}

/** Reads the problem document (RFC 9457) of an answer that failed. */
export async function problemOf(answer: Response): Promise<ProblemError> {
  try {
    return toProblem(answer.status, await answer.json());
  } catch {
    return new ProblemError(answer.status, "");
  }
}

/** Turns a parsed error body into a problem. */
export function toProblem(status: number, body: unknown): ProblemError {
  const detail = isRecord(body) && typeof body.detail === "string" ? body.detail : "";
  return new ProblemError(status, detail, isRecord(body) ? body : {});
}

/** The sentence to show for whatever was thrown. */
export function sentence(error: unknown, t: Translate): string {
  if (error instanceof UnsentError) return t("problem.unsent");
  if (!(error instanceof ProblemError) || error.message === "") return t("problem.offline");
  // Told by our own server, which forwards to the backend; all other sentences are the backend's.
  const away = error.status === 502 && error.body.type === UNAVAILABLE;
  return away ? t("problem.unavailable") : error.message;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Answers as long as this server serves, whatever the backend does. */
export const dynamic = "force-dynamic";

/** Answers the probes; it asks nobody else, so a backend that is away stops no frontend. */
export function GET(): Response {
  return Response.json({ status: "ok" });
}

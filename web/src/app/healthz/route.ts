/** Answers as long as this server serves, whatever the backend does. */
export const dynamic = "force-dynamic";

export function GET(): Response {
  return Response.json({ status: "ok" });
}

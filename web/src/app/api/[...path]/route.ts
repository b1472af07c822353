import { forward } from "@/lib/forward";

/** Everything below /api is the backend's; nothing of it is known when this is built. */
export const dynamic = "force-dynamic";

export const GET = forward;
export const POST = forward;
export const PUT = forward;
export const PATCH = forward;
export const DELETE = forward;

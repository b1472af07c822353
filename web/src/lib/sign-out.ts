import { logOut } from "./accounts-api";
import { UnsentError } from "./problem";
import { waiting } from "./waiting-store";

/**
 * Signs this browser out, which deletes all that it keeps of the person.
 *
 * @throws UnsentError Some changes were not sent yet, and would be lost.
 */
export async function signOut(): Promise<void> {
  if (waiting().entries.length > 0) throw new UnsentError();
  await logOut();
}

/** The fewest characters of a new password; the server holds it, too. */
export const SHORTEST_PASSWORD = 10;

import { api, unwrap, type Statistics } from "./api-client";

/** How much was done from one day to another, both included. */
export async function fetchStatistics(first: string, last: string): Promise<Statistics> {
  return unwrap(await api.GET("/api/v1/statistics", { params: { query: { first, last } } }));
}

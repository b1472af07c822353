/** The address of this page with one parameter set, or taken out of it. */
export function addressWith(name: string, value: string | null): URL {
  const url = new URL(window.location.href);
  if (value === null) url.searchParams.delete(name);
  else url.searchParams.set(name, value);
  return url;
}

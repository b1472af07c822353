const PARAMETER = "task";

/** The address of this page with a task open beside it. */
export function taskAddress(id: string): URL {
  const url = new URL(window.location.href);
  url.searchParams.set(PARAMETER, id);
  return url;
}

/** Opens a task; back closes it. Next follows the browser's history, so nothing is loaded. */
export function openTask(id: string): void {
  window.history.pushState(null, "", taskAddress(id));
}

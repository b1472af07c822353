/** The pages that the service worker keeps for times without a connection. */

/** Throws those away whose addresses belong to the person. */
export function forgetPages(): void {
  tell("forget-pages");
}

/** Fetches them once more: what they say is no longer true. */
export function renewPages(): void {
  tell("renew-pages");
}

function tell(type: string): void {
  if ("serviceWorker" in navigator) navigator.serviceWorker.controller?.postMessage({ type });
}

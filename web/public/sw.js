/*
 * Keeps the app itself, so that it opens without a connection: the files of one build, and the
 * pages, which are the same for everybody. What the backend answers (/api) never passes through.
 */
importScripts("/sw-files.js");

const STATIC = `static-${self.BUILD}`;
const PAGES = `pages-${self.BUILD}`;
/** Pages that are there for everybody; the others have addresses that belong to a person. */
const SHELL = [
  "/",
  "/inbox",
  "/today",
  "/upcoming",
  "/search",
  "/archive",
  "/trash",
  "/settings",
  "/statistics",
];
const MOST_PAGES = 60;
const OTHER_FILES = ["/icon.svg", "/icons/192.png", "/icons/512.png", "/manifest.webmanifest"];

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([keepFiles(), keepPages(SHELL)]));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("message", (event) => {
  const { type, paths } = event.data;
  if (type === "take-over") self.skipWaiting();
  if (type === "keep-pages") event.waitUntil(keepPages(paths));
  if (type === "forget-pages") event.waitUntil(forgetPages());
  if (type === "renew-pages") event.waitUntil(renewPages());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!url.pathname.startsWith("/api/")) event.respondWith(page(request, url.pathname));
  } else if (url.pathname.startsWith("/_next/static/") || OTHER_FILES.includes(url.pathname)) {
    event.respondWith(file(request));
  }
});

/** A page as it is now, or as it was; of a page that was never seen, the first one. */
async function page(request, path) {
  const pages = await caches.open(PAGES);
  try {
    const answer = await fetch(request);
    if (isKeepable(answer)) await pages.put(path, answer.clone());
    return answer;
  } catch (error) {
    const kept = await pages.match(path, { ignoreVary: true });
    if (kept) return kept;
    if (path !== "/" && (await pages.match("/", { ignoreVary: true })))
      return Response.redirect("/");
    throw error;
  }
}

/** A file of this build never changes; one of another build comes from the server. */
async function file(request) {
  const kept = await caches.match(request, { cacheName: STATIC, ignoreVary: true });
  return kept ?? fetch(request);
}

async function keepFiles() {
  const files = await caches.open(STATIC);
  await files.addAll([...self.FILES, ...OTHER_FILES]);
}

async function keepPages(paths, anew = false) {
  const pages = await caches.open(PAGES);
  // One at a time: nobody waits for it. One that cannot be had now comes when it is visited.
  for (const path of paths.slice(0, MOST_PAGES)) {
    if (!anew && (await pages.match(path, { ignoreVary: true }))) continue;
    const answer = await fetch(path, { headers: { accept: "text/html" } }).catch(() => null);
    if (answer && isKeepable(answer)) await pages.put(path, answer);
  }
}

/** What is kept is written in another language now. */
async function renewPages() {
  const kept = await (await caches.open(PAGES)).keys();
  await keepPages(
    kept.map(({ url }) => new URL(url).pathname),
    true,
  );
}

async function forgetPages() {
  const pages = await caches.open(PAGES);
  for (const { url } of await pages.keys()) {
    if (!SHELL.includes(new URL(url).pathname)) await pages.delete(url, { ignoreVary: true });
  }
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(
    names.filter((one) => one !== STATIC && one !== PAGES).map((one) => caches.delete(one)),
  );
  await self.clients.claim();
}

function isKeepable(answer) {
  const type = answer.headers.get("content-type") ?? "";
  return answer.ok && !answer.redirected && type.startsWith("text/html");
}

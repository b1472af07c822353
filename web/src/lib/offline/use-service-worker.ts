"use client";

import { useEffect, useState } from "react";

/** How often a page that stays open asks whether there is a new version. */
const LOOK_MS = 60 * 60_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** Has the app itself kept for times without a connection; returns what brings in a new version. */
export function useServiceWorker(): (() => void) | null {
  const [ready, setReady] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!("serviceWorker" in navigator) || process.env.NODE_ENV !== "production") return;
    return keepRegistered(setReady);
  }, []);
  if (!ready) return null;
  return () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => {
      window.location.reload();
    });
    ready.postMessage({ type: "take-over" });
  };
}

/** Registers the worker, again when that fails, and looks for new versions; returns what ends it. */
function keepRegistered(onReady: (worker: ServiceWorker) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_WAIT_MS;
  let over = false;
  const later = (ms: number) => {
    clearTimeout(timer);
    if (!over) timer = setTimeout(() => void go(), ms);
  };
  const go = async () => {
    try {
      await register(onReady);
      later(LOOK_MS);
    } catch {
      // Its script could not be fetched, or not all that it keeps. Without it the app works as before.
      later(wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  };
  void go();
  return () => {
    over = true;
    clearTimeout(timer);
  };
}

async function register(onReady: (worker: ServiceWorker) => void): Promise<void> {
  const workers = navigator.serviceWorker;
  const registration = await workers.register("/sw.js", { updateViaCache: "none" });
  const look = () => {
    // Without a controller it is the first version, which nobody has to be asked about.
    if (registration.waiting && workers.controller) onReady(registration.waiting);
  };
  const follow = () => {
    registration.installing?.addEventListener("statechange", look);
  };
  registration.onupdatefound = follow;
  follow();
  look();
  if (registration.active) await registration.update();
  await (registration.active ?? installed(registration));
  registration.active?.postMessage({ type: "keep-pages", paths: linked() });
}

/** Waits for the first version. */
function installed(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (!worker || worker.state === "redundant")
        reject(new Error("The worker was not installed."));
      else if (worker.state === "activated") resolve();
    };
    look();
    worker?.addEventListener("statechange", look);
  });
}

/** The lists that the page leads to. */
function linked(): string[] {
  const links = document.querySelectorAll<HTMLAnchorElement>("nav a[href^='/']");
  return [...new Set([...links].map(({ pathname }) => pathname))];
}

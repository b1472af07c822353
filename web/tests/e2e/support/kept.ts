import { expect, type App } from "./app";

/** Waits until everything is here that is needed without a connection. */
export async function whenKept(app: App, title: string): Promise<void> {
  await app.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const controlled = () => navigator.serviceWorker.controller !== null;
    while (!controlled()) await new Promise((resolve) => setTimeout(resolve, 50));
  });
  await expect.poll(() => app.page.evaluate(keptText)).toContain(title);
}

/** All that IndexedDB has, as text. */
async function keptText(): Promise<string> {
  const kept: unknown[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name ?? "");
      opening.onsuccess = () => {
        resolve(opening.result);
      };
      opening.onerror = () => {
        reject(new Error("cannot be opened"));
      };
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      kept.push(
        await new Promise((resolve) => {
          all.onsuccess = () => {
            resolve(all.result);
          };
        }),
      );
    }
    database.close();
  }
  return JSON.stringify(kept);
}

/** Who wants to know when something changes that is kept outside of React. */
export interface Listeners {
  /** Adds one; returns what takes it away. As `useSyncExternalStore` wants it. */
  subscribe: (listener: () => void) => () => void;
  /** Tells all of them. */
  tell: () => void;
}

/** Nobody yet. */
export function makeListeners(): Listeners {
  const all = new Set<() => void>();
  return {
    subscribe: (listener) => {
      all.add(listener);
      return () => {
        all.delete(listener);
      };
    },
    tell: () => {
      for (const listener of all) listener();
    },
  };
}

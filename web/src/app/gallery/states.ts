import type { ComponentType } from "react";

import type { Seed } from "./seeds";

/** One state of a component. */
export interface State {
  name: string;
  Show: ComponentType;
  /** What it finds in the cache; all else is loading. */
  seeds?: readonly Seed[];
  /** What lies over the page, or speaks for all of it, is shown by itself. */
  alone?: boolean;
}

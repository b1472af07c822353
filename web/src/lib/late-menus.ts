import { use } from "react";

type Menus = typeof import("@radix-ui/react-dropdown-menu");

let loading: Promise<Menus> | undefined;

/** What menus are made of: fetched once, when somebody is about to open one. */
export function loadMenus(): Promise<Menus> {
  loading ??= import("@radix-ui/react-dropdown-menu").catch((error: unknown) => {
    // The next press tries again.
    loading = undefined;
    throw error;
  });
  return loading;
}

/** What menus are made of; to be asked inside of a menu only, where it is there already. */
export function useMenuParts(): Menus {
  return use(loadMenus());
}

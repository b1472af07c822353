"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

import { late } from "@/components/ui/late";
import { useShortcuts } from "@/lib/use-shortcuts";
import { madeHere, useUndo } from "@/lib/use-undo";

const ShortcutsDialog = late(() =>
  import("@/components/commands/shortcuts-dialog").then((module) => module.ShortcutsDialog),
);

/** Loaded when it is first asked for: the first page needs none of it. */
const CommandPalette = late(() =>
  import("@/components/commands/command-palette").then((module) => module.CommandPalette),
);

/** What can be done from anywhere with the keyboard. */
export function Commands() {
  const router = useRouter();
  const undo = useUndo();
  const [shown, setShown] = useState<"palette" | "shortcuts" | null>(null);
  const go = (path: string) => () => {
    router.push(path);
  };
  useShortcuts({
    "g i": go("/inbox"),
    "g t": go("/today"),
    "g u": go("/upcoming"),
    "/": go("/search"),
    q: () => {
      const box = document.querySelector<HTMLElement>("[data-new-task]");
      // Where nothing can be added, the inbox is the place.
      if (box) box.focus();
      else router.push("/inbox");
    },
    z: () => {
      undo(madeHere);
    },
    "?": () => {
      setShown("shortcuts");
    },
  });
  usePaletteKey(() => {
    setShown("palette");
  });
  const close = () => {
    setShown(null);
  };
  if (shown === "shortcuts") return <ShortcutsDialog onClose={close} />;
  if (shown !== "palette") return null;
  return (
    <CommandPalette
      onClose={close}
      onUndo={() => {
        undo(madeHere);
      }}
      onShortcuts={() => {
        setShown("shortcuts");
      }}
    />
  );
}

/** Control and K, or Command and K: wherever the focus is. */
function usePaletteKey(show: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      show();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => {
      document.removeEventListener("keydown", onKeyDown);
    };
  });
}

"use client";

import { useTranslations } from "next-intl";
import { Suspense, useEffect, useRef, useState, type ComponentProps, type ReactNode } from "react";

import { loadMenus, useMenuParts } from "@/lib/late-menus";
import { useToast } from "@/lib/toasts";

const OPENING_KEYS = ["Enter", " ", "ArrowDown"];

interface MenuButtonProps extends Omit<ComponentProps<"button">, "content" | "ref"> {
  /** What opens; drawn only when it does. */
  content: ReactNode;
}

/** How it was opened first: a key leads to the menu's first line, a pointer does not. */
type Opening = { key: string } | "pointer";

/** A menu's button. What opens a menu is fetched when a pointer or the focus comes near it. */
export function MenuButton({ content, ...button }: MenuButtonProps) {
  const t = useTranslations();
  const [opening, setOpening] = useState<Opening | null>(null);
  const toast = useToast();
  const open = (how: Opening) => {
    void loadMenus().then(
      () => {
        setOpening(how);
      },
      () => {
        toast({ text: t("problem.menu") });
      },
    );
  };
  const closed = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded="false"
      data-state="closed"
      {...button}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={() => {
        open("pointer");
      }}
      onKeyDown={(event) => {
        if (!OPENING_KEYS.includes(event.key)) return;
        event.preventDefault();
        open({ key: event.key });
      }}
    />
  );
  if (!opening) return closed;
  return (
    <Suspense fallback={closed}>
      <Opened opening={opening} content={content} button={button} />
    </Suspense>
  );
}

/** Fetches ahead of the press, which says so should it fail again. */
function prepare(): void {
  loadMenus().catch(() => undefined);
}

interface OpenedProps {
  opening: Opening;
  content: ReactNode;
  button: ComponentProps<"button">;
}

function Opened({ opening, content, button }: OpenedProps) {
  const Radix = useMenuParts();
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (opening === "pointer") return;
    // The press that came before the menu was there.
    const press = { key: opening.key, bubbles: true, cancelable: true };
    trigger.current?.focus();
    trigger.current?.dispatchEvent(new KeyboardEvent("keydown", press));
  }, [opening]);
  return (
    <Radix.Root defaultOpen={opening === "pointer"}>
      <Radix.Trigger {...button} ref={trigger} />
      {content}
    </Radix.Root>
  );
}

"use client";

import * as Menu from "@radix-ui/react-dropdown-menu";
import { useQueryClient } from "@tanstack/react-query";
import { CircleUser } from "lucide-react";
import { useState } from "react";

import { SignInForm } from "@/components/account/sign-in-form";
import { Modal } from "@/components/ui/modal";
import { logOut } from "@/lib/accounts-api";
import type { Account } from "@/lib/api-client";
import { keys } from "@/lib/query-keys";
import { applyTheme, chosenTheme, type Theme } from "@/lib/theme";
import { usePreference } from "@/lib/use-preference";

const ITEM =
  "flex cursor-pointer items-center rounded-lg px-3 py-2 text-sm outline-none data-[highlighted]:bg-brand-soft";
const THEMES: Theme[] = ["system", "light", "dark"];

/** Who is signed in, and what belongs to that. */
export function AccountMenu({ account }: { account: Account }) {
  const [registering, setRegistering] = useState(false);
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          aria-label={`Account: ${account.email ?? "Guest"}`}
          className="text-faint hover:text-ink flex items-center gap-2 rounded-lg p-1.5 text-sm"
        >
          <CircleUser className="size-5" aria-hidden="true" />
          <span className="max-w-40 truncate">{account.email ?? "Guest"}</span>
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Content
            align="end"
            className="bg-card border-line z-40 min-w-52 rounded-xl border p-1 shadow-lg"
          >
            {account.is_guest && (
              <Menu.Item
                className={ITEM}
                onSelect={() => {
                  setRegistering(true);
                }}
              >
                Make this an account
              </Menu.Item>
            )}
            <ThemeChoice />
            <KeysChoice />
            <Menu.Separator className="bg-line my-1 h-px" />
            <SignOut guest={account.is_guest} />
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      {registering && (
        <Modal
          title="Make this an account"
          onClose={() => {
            setRegistering(false);
          }}
        >
          <p className="text-faint mb-4 text-sm">Your tasks and conversations stay with you.</p>
          <SignInForm
            onlyRegister
            onDone={() => {
              setRegistering(false);
            }}
          />
        </Modal>
      )}
    </>
  );
}

function ThemeChoice() {
  return (
    <Menu.RadioGroup
      value={chosenTheme()}
      onValueChange={(theme) => {
        applyTheme(theme as Theme);
      }}
    >
      <Menu.Label className="text-faint px-3 pt-2 text-xs">Theme</Menu.Label>
      {THEMES.map((theme) => (
        <Menu.RadioItem key={theme} value={theme} className={ITEM}>
          <span className="capitalize">{theme}</span>
          <Menu.ItemIndicator className="text-brand ml-auto">✓</Menu.ItemIndicator>
        </Menu.RadioItem>
      ))}
    </Menu.RadioGroup>
  );
}

/** Single keys can be in the way of speech input; they can be switched off (WCAG 2.1.4). */
function KeysChoice() {
  const [on, setOn] = usePreference("todo_keys");
  return (
    <>
      <Menu.Separator className="bg-line my-1 h-px" />
      <Menu.CheckboxItem checked={on} onCheckedChange={setOn} className={ITEM}>
        Single-key shortcuts
        <Menu.ItemIndicator className="text-brand ml-auto">✓</Menu.ItemIndicator>
      </Menu.CheckboxItem>
    </>
  );
}

function SignOut({ guest }: { guest: boolean }) {
  const client = useQueryClient();
  const leave = async () => {
    await logOut();
    client.setQueryData(keys.me, null);
    // Nothing of this person may be shown to the next one.
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
  };
  return (
    <Menu.Item className={ITEM} onSelect={() => void leave()}>
      {guest ? "Leave and forget this guest" : "Sign out"}
    </Menu.Item>
  );
}

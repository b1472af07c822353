"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleUser } from "lucide-react";
import { useState } from "react";

import { SignInForm } from "@/components/account/sign-in-form";
import { MENU_ITEM, MenuContent, MenuItem, MenuLine, MenuTick } from "@/components/ui/menu";
import { Modal } from "@/components/ui/modal";
import { logOut } from "@/lib/accounts-api";
import type { Account } from "@/lib/api-client";
import { sentence } from "@/lib/problem";
import { keys } from "@/lib/query-keys";
import { applyTheme, chosenTheme, type Theme } from "@/lib/theme";
import { useToast } from "@/lib/toasts";
import { usePreference } from "@/lib/use-preference";

const THEMES: Theme[] = ["system", "light", "dark"];

/** Who is signed in, and what belongs to that. */
export function AccountMenu({ account }: { account: Account }) {
  const [registering, setRegistering] = useState(false);
  return (
    <>
      <Radix.Root>
        <Radix.Trigger
          aria-label={`Account: ${account.email ?? "Guest"}`}
          className="text-faint hover:text-ink flex items-center gap-2 rounded-lg p-1.5 text-sm"
        >
          <CircleUser className="size-5" aria-hidden="true" />
          <span className="max-w-40 truncate">{account.email ?? "Guest"}</span>
        </Radix.Trigger>
        <MenuContent className="min-w-52">
          {account.is_guest && (
            <MenuItem
              onSelect={() => {
                setRegistering(true);
              }}
            >
              Make this an account
            </MenuItem>
          )}
          <ThemeChoice />
          <KeysChoice />
          <MenuLine />
          <SignOut guest={account.is_guest} />
        </MenuContent>
      </Radix.Root>
      {registering && (
        <Registering
          onDone={() => {
            setRegistering(false);
          }}
        />
      )}
    </>
  );
}

function Registering({ onDone }: { onDone: () => void }) {
  return (
    <Modal title="Make this an account" onClose={onDone}>
      <p className="text-faint mb-4 text-sm">Your tasks and conversations stay with you.</p>
      <SignInForm onlyRegister onDone={onDone} />
    </Modal>
  );
}

function ThemeChoice() {
  return (
    <Radix.RadioGroup
      value={chosenTheme()}
      onValueChange={(theme) => {
        applyTheme(theme as Theme);
      }}
    >
      <Radix.Label className="text-faint px-3 pt-2 text-xs">Theme</Radix.Label>
      {THEMES.map((theme) => (
        <Radix.RadioItem key={theme} value={theme} className={MENU_ITEM}>
          <span className="capitalize">{theme}</span>
          <MenuTick />
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** Single keys can be in the way of speech input; they can be switched off (WCAG 2.1.4). */
function KeysChoice() {
  const [on, setOn] = usePreference("todo_keys");
  return (
    <>
      <MenuLine />
      <Radix.CheckboxItem checked={on} onCheckedChange={setOn} className={MENU_ITEM}>
        Single-key shortcuts
        <MenuTick />
      </Radix.CheckboxItem>
    </>
  );
}

function SignOut({ guest }: { guest: boolean }) {
  const client = useQueryClient();
  const toast = useToast();
  const { mutate } = useMutation({
    mutationFn: logOut,
    onSuccess: () => {
      client.setQueryData(keys.me, null);
      // Nothing of this person may be shown to the next one.
      client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.me[0] });
    },
    onError: (error) => {
      toast({ text: sentence(error) });
    },
  });
  const leave = () => {
    mutate();
  };
  return <MenuItem onSelect={leave}>{guest ? "Leave and forget this guest" : "Sign out"}</MenuItem>;
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CircleUser } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { late } from "@/components/ui/late";
import { MENU_ITEM, MenuContent, MenuItem, MenuLine, MenuTick } from "@/components/ui/menu";
import { MenuButton } from "@/components/ui/menu-button";
import { Modal } from "@/components/ui/modal";
import type { Account } from "@/lib/api-client";
import { forgetPerson } from "@/lib/forget-person";
import { useMenuParts } from "@/lib/late-menus";
import { sentence } from "@/lib/problem";
import { signOut } from "@/lib/sign-out";
import { applyTheme, chosenTheme, type Theme } from "@/lib/theme";
import { useToast } from "@/lib/toasts";
import { usePreference } from "@/lib/use-preference";

const SignInForm = late(() =>
  import("@/components/account/sign-in-form").then((module) => module.SignInForm),
);

const THEMES: Theme[] = ["system", "light", "dark"];

/** Who is signed in, and what belongs to that. */
export function AccountMenu({ account }: { account: Account }) {
  const t = useTranslations();
  const [registering, setRegistering] = useState(false);
  const name = account.email ?? t("account.guest");
  return (
    <>
      <MenuButton
        aria-label={t("account.label", { name })}
        className="text-faint hover:text-ink flex items-center gap-2 rounded-lg p-1.5 text-sm"
        content={
          <MenuContent className="min-w-52">
            {account.is_guest && (
              <MenuItem
                onSelect={() => {
                  setRegistering(true);
                }}
              >
                {t("account.makeAccount")}
              </MenuItem>
            )}
            <Pages />
            <ThemeChoice />
            <KeysChoice />
            <MenuLine />
            <SignOut guest={account.is_guest} />
          </MenuContent>
        }
      >
        <CircleUser className="size-5" aria-hidden="true" />
        <span className="max-w-40 truncate">{name}</span>
      </MenuButton>
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

function Pages() {
  const t = useTranslations();
  const router = useRouter();
  const go = (path: string) => () => {
    router.push(path);
  };
  return (
    <>
      <MenuItem onSelect={go("/settings")}>{t("lists.settings")}</MenuItem>
      <MenuItem onSelect={go("/statistics")}>{t("lists.statistics")}</MenuItem>
      <MenuLine />
    </>
  );
}

function Registering({ onDone }: { onDone: () => void }) {
  const t = useTranslations();
  return (
    <Modal title={t("account.makeAccount")} onClose={onDone}>
      <p className="text-faint mb-4 text-sm">{t("account.stays")}</p>
      <SignInForm onlyRegister onDone={onDone} />
    </Modal>
  );
}

function ThemeChoice() {
  const t = useTranslations();
  const Radix = useMenuParts();
  return (
    <Radix.RadioGroup
      value={chosenTheme()}
      onValueChange={(theme) => {
        applyTheme(theme as Theme);
      }}
    >
      <Radix.Label className="text-faint px-3 pt-2 text-xs">{t("account.theme")}</Radix.Label>
      {THEMES.map((theme) => (
        <Radix.RadioItem key={theme} value={theme} className={MENU_ITEM}>
          {t(`theme.${theme}`)}
          <MenuTick />
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

/** Single keys can be in the way of speech input; they can be switched off (WCAG 2.1.4). */
function KeysChoice() {
  const t = useTranslations();
  const Radix = useMenuParts();
  const [on, setOn] = usePreference("todo_keys");
  return (
    <>
      <MenuLine />
      <Radix.CheckboxItem checked={on} onCheckedChange={setOn} className={MENU_ITEM}>
        {t("account.keys")}
        <MenuTick />
      </Radix.CheckboxItem>
    </>
  );
}

function SignOut({ guest }: { guest: boolean }) {
  const t = useTranslations();
  const client = useQueryClient();
  const toast = useToast();
  const { mutate } = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      forgetPerson(client);
    },
    onError: (error) => {
      toast({ text: sentence(error, t) });
    },
  });
  const leave = () => {
    mutate();
  };
  return <MenuItem onSelect={leave}>{t(guest ? "account.leave" : "account.signOut")}</MenuItem>;
}

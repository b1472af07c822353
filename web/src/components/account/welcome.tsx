"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";

import { SignInForm } from "@/components/account/sign-in-form";
import { Button } from "@/components/ui/button";
import { Logo } from "@/components/ui/logo";
import { continueAsGuest } from "@/lib/accounts-api";
import { sentence } from "@/lib/problem";
import { keys } from "@/lib/query-keys";

const PROMISES = ["welcome.plain", "welcome.receipt", "welcome.careful"] as const;

/** The first page: one click to start, or an account. */
export function Welcome() {
  const t = useTranslations();
  const [signingIn, setSigningIn] = useState(false);
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-6">
      <Logo />
      <div>
        <h1 className="text-3xl font-semibold tracking-tight text-balance">{t("welcome.title")}</h1>
        <ul className="text-faint mt-4 grid gap-2">
          {PROMISES.map((promise) => (
            <li key={promise} className="flex gap-2">
              <span aria-hidden="true" className="text-done">
                ✓
              </span>
              {t(promise)}
            </li>
          ))}
        </ul>
      </div>
      {signingIn ? <SignInForm /> : <GuestButton />}
      <Button
        look="quiet"
        onClick={() => {
          setSigningIn(!signingIn);
        }}
      >
        {t(signingIn ? "welcome.back" : "welcome.signIn")}
      </Button>
    </main>
  );
}

function GuestButton() {
  const t = useTranslations();
  const client = useQueryClient();
  const start = useMutation({
    mutationFn: continueAsGuest,
    onSuccess: (account) => {
      client.setQueryData(keys.me, account);
    },
  });
  return (
    <div>
      <Button
        look="primary"
        className="w-full py-3 text-base"
        disabled={start.isPending}
        onClick={() => {
          start.mutate();
        }}
      >
        {t("welcome.start")}
      </Button>
      <p className="text-faint mt-2 text-center text-sm">{t("welcome.noAccount")}</p>
      {start.isError && (
        <p role="alert" className="text-late mt-2 text-sm">
          {sentence(start.error, t)}
        </p>
      )}
    </div>
  );
}

"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { SignInForm } from "@/components/account/sign-in-form";
import { Button } from "@/components/ui/button";
import { Logo } from "@/components/ui/logo";
import { continueAsGuest } from "@/lib/accounts-api";
import { sentence } from "@/lib/problem";
import { keys } from "@/lib/query-keys";

const PROMISES = [
  "Say it in plain words: “buy milk tomorrow at 5pm #home”.",
  "Every action comes with a receipt, and an undo.",
  "Nothing is deleted before you have seen what, and agreed.",
];

/** The first page: one click to start, or an account. */
export function Welcome() {
  const [signingIn, setSigningIn] = useState(false);
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-6 p-6">
      <Logo />
      <div>
        <h1 className="text-3xl font-semibold tracking-tight text-balance">
          Say what you have to do.
        </h1>
        <ul className="text-faint mt-4 grid gap-2">
          {PROMISES.map((promise) => (
            <li key={promise} className="flex gap-2">
              <span aria-hidden="true" className="text-done">
                ✓
              </span>
              {promise}
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
        {signingIn ? "Back" : "Sign in, or make an account"}
      </Button>
    </main>
  );
}

function GuestButton() {
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
        Start now
      </Button>
      <p className="text-faint mt-2 text-center text-sm">
        No account needed. You can make one later and keep everything.
      </p>
      {start.isError && (
        <p role="alert" className="text-late mt-2 text-sm">
          {sentence(start.error)}
        </p>
      )}
    </div>
  );
}

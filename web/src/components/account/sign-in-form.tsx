"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { logIn, register, type Credentials } from "@/lib/accounts-api";
import { SHORTEST_PASSWORD } from "@/lib/passwords";
import { sentence } from "@/lib/problem";
import { keys } from "@/lib/query-keys";

interface SignInFormProps {
  /** Only the way from guest to account is offered. */
  onlyRegister?: boolean;
  onDone?: () => void;
}

/** Signs in, or makes an account. */
export function SignInForm({ onlyRegister = false, onDone }: SignInFormProps) {
  const t = useTranslations();
  const [isNew, setIsNew] = useState(onlyRegister);
  const enter = useEnter(isNew ? register : logIn, onDone);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter.mutate({ email: text(form, "email"), password: text(form, "password") });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field
        label={t("account.email")}
        name="email"
        type="email"
        autoComplete="username"
        required
      />
      <Field
        label={
          isNew ? t("account.newPassword", { count: SHORTEST_PASSWORD }) : t("account.password")
        }
        name="password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        minLength={isNew ? SHORTEST_PASSWORD : 1}
        required
      />
      {enter.isError && (
        <p role="alert" className="text-late text-sm">
          {sentence(enter.error, t)}
        </p>
      )}
      <Button look="primary" type="submit" disabled={enter.isPending}>
        {t(isNew ? "account.make" : "account.signIn")}
      </Button>
      {!onlyRegister && (
        <Button
          look="quiet"
          onClick={() => {
            setIsNew(!isNew);
          }}
        >
          {t(isNew ? "account.haveOne" : "account.isNew")}
        </Button>
      )}
    </form>
  );
}

function useEnter(ask: typeof logIn, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => ask(credentials),
    onSuccess: (account) => {
      client.setQueryData(keys.me, account);
      onDone?.();
    },
  });
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

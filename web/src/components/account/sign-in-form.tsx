"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { logIn, register, type Credentials } from "@/lib/accounts-api";
import { sentence } from "@/lib/problem";
import { keys } from "@/lib/query-keys";

interface SignInFormProps {
  /** Only the way from guest to account is offered. */
  onlyRegister?: boolean;
  onDone?: () => void;
}

const SHORTEST_PASSWORD = 10;

/** Signs in, or makes an account. */
export function SignInForm({ onlyRegister = false, onDone }: SignInFormProps) {
  const client = useQueryClient();
  const [isNew, setIsNew] = useState(onlyRegister);
  const enter = useMutation({
    mutationFn: (credentials: Credentials) => (isNew ? register : logIn)(credentials),
    onSuccess: (account) => {
      client.setQueryData(keys.me, account);
      onDone?.();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    enter.mutate({ email: text(form, "email"), password: text(form, "password") });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field label="E-mail" name="email" type="email" autoComplete="username" required />
      <Field
        label={isNew ? `Password, at least ${SHORTEST_PASSWORD} characters` : "Password"}
        name="password"
        type="password"
        autoComplete={isNew ? "new-password" : "current-password"}
        minLength={isNew ? SHORTEST_PASSWORD : 1}
        required
      />
      {enter.isError && (
        <p role="alert" className="text-late text-sm">
          {sentence(enter.error)}
        </p>
      )}
      <Button look="primary" type="submit" disabled={enter.isPending}>
        {isNew ? "Make account" : "Sign in"}
      </Button>
      {!onlyRegister && (
        <Button
          look="quiet"
          onClick={() => {
            setIsNew(!isNew);
          }}
        >
          {isNew ? "I have an account" : "I am new here"}
        </Button>
      )}
    </form>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}

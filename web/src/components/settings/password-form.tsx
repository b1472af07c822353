"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SubmitEvent } from "react";

import { Failure } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TickBox } from "@/components/ui/tick-box";
import { changePassword } from "@/lib/accounts-api";
import { SHORTEST_PASSWORD } from "@/lib/passwords";

/** Changes the password. */
export function PasswordForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [tokens, setTokens] = useState(false);
  const change = useMutation({ mutationFn: changePassword, onSuccess: onDone });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    change.mutate({ current_password: current, new_password: next, delete_tokens: tokens });
  };
  return (
    <form onSubmit={submit} className="grid gap-3">
      <Field
        label={t("settings.passwordUntilNow")}
        type="password"
        autoComplete="current-password"
        required
        value={current}
        onChange={(event) => {
          setCurrent(event.target.value);
        }}
      />
      <Field
        label={t("settings.passwordNew", { count: SHORTEST_PASSWORD })}
        type="password"
        autoComplete="new-password"
        required
        minLength={SHORTEST_PASSWORD}
        value={next}
        onChange={(event) => {
          setNext(event.target.value);
        }}
      />
      <TickBox label={t("settings.tokensToo")} on={tokens} onChange={setTokens} />
      <Button look="primary" type="submit" disabled={change.isPending}>
        {t("settings.changePassword")}
      </Button>
      <Failure error={change.error} />
    </form>
  );
}

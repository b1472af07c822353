"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState, type SubmitEvent } from "react";

import { Failure } from "@/components/settings/section";
import { ShownOnce } from "@/components/settings/shown-once";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { TickBox } from "@/components/ui/tick-box";
import type { TokenCreate } from "@/lib/api-client";
import { keys } from "@/lib/query-keys";
import { makeToken } from "@/lib/tokens-api";

type Scope = TokenCreate["scopes"][number];

const SCOPES = ["read", "write", "mcp"] as const satisfies readonly Scope[];
const LENGTHS = [
  { days: 30, label: "settings.days30" },
  { days: 365, label: "settings.year" },
  { days: null, label: "settings.ever" },
] as const;
const DAY_MS = 86_400_000;

/** Makes a token. */
export function TokenForm() {
  const t = useTranslations();
  const client = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  const [days, setDays] = useState<number | null>(30);
  const make = useMutation({
    mutationFn: () => makeToken({ name, scopes, expires_at: inDays(days) }, key.current),
    onSuccess: () => {
      setName("");
      key.current = crypto.randomUUID();
      return client.invalidateQueries({ queryKey: keys.tokens });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-3">
      <Field
        label={t("settings.tokenName")}
        placeholder={t("settings.tokenExample")}
        required
        maxLength={100}
        value={name}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <ScopeChoice scopes={scopes} onChange={setScopes} />
      <LengthChoice days={days} onChange={setDays} />
      <Button type="submit" disabled={make.isPending || scopes.length === 0}>
        {t("settings.makeToken")}
      </Button>
      <Failure error={make.error} />
      {make.data && (
        <ShownOnce name={t("settings.token", { name: make.data.name })} secret={make.data.secret} />
      )}
    </form>
  );
}

interface ScopeChoiceProps {
  scopes: readonly Scope[];
  onChange: (scopes: Scope[]) => void;
}

function ScopeChoice({ scopes, onChange }: ScopeChoiceProps) {
  const t = useTranslations();
  return (
    <fieldset className="flex flex-wrap gap-x-4 text-sm">
      <legend className="text-faint mb-1">{t("settings.may")}</legend>
      {SCOPES.map((id) => (
        <TickBox
          key={id}
          label={t(`scopes.${id}`)}
          on={scopes.includes(id)}
          onChange={(on) => {
            onChange(on ? [...scopes, id] : scopes.filter((one) => one !== id));
          }}
        />
      ))}
    </fieldset>
  );
}

interface LengthChoiceProps {
  /** Null is for ever. */
  days: number | null;
  onChange: (days: number | null) => void;
}

function LengthChoice({ days, onChange }: LengthChoiceProps) {
  const t = useTranslations();
  return (
    <fieldset className="flex flex-wrap gap-x-4 text-sm">
      <legend className="text-faint mb-1">{t("settings.worksFor")}</legend>
      {LENGTHS.map(({ days: length, label }) => (
        <TickBox
          key={label}
          kind="radio"
          name="length"
          label={t(label)}
          on={days === length}
          onChange={() => {
            onChange(length);
          }}
        />
      ))}
    </fieldset>
  );
}

function inDays(days: number | null): string | null {
  return days === null ? null : new Date(Date.now() + days * DAY_MS).toISOString();
}

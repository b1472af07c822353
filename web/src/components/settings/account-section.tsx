"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";

import { SignInForm } from "@/components/account/sign-in-form";
import { PasswordForm } from "@/components/settings/password-form";
import { Failure, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { INPUT } from "@/components/ui/field";
import { changeTimeZone } from "@/lib/accounts-api";
import { browserTimeZone, type Account } from "@/lib/api-client";
import { keys } from "@/lib/query-keys";
import { useRefreshTasks } from "@/lib/use-refresh";

/** Who is signed in, and where that person's day begins. */
export function AccountSection({ account }: { account: Account }) {
  const t = useTranslations();
  const about = account.is_guest
    ? t("settings.aboutGuest")
    : t("settings.aboutAccount", { email: account.email ?? "" });
  return (
    <Section title={t("settings.account")} about={about}>
      <div className="grid max-w-sm gap-6">
        {account.is_guest ? <SignInForm onlyRegister /> : <PasswordChanger />}
        <TimeZone account={account} />
      </div>
    </Section>
  );
}

function PasswordChanger() {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  if (open) {
    return (
      <PasswordForm
        onDone={() => {
          setOpen(false);
          setChanged(true);
        }}
      />
    );
  }
  return (
    <div>
      <Button
        onClick={() => {
          setOpen(true);
        }}
      >
        {t("settings.changePassword")}
      </Button>
      {changed && (
        <p role="status" className="text-done mt-2 text-sm">
          {t("settings.passwordChanged")}
        </p>
      )}
    </div>
  );
}

function TimeZone({ account }: { account: Account }) {
  const t = useTranslations();
  const id = useId();
  const client = useQueryClient();
  const refresh = useRefreshTasks();
  const change = useMutation({
    mutationFn: changeTimeZone,
    onSuccess: (changed) => {
      client.setQueryData(keys.me, changed);
      return refresh();
    },
  });
  const zones = [...new Set([account.time_zone, browserTimeZone(), ...knownZones()])];
  return (
    <div>
      <label htmlFor={id} className="text-faint mb-1 block text-sm">
        {t("settings.timeZone")}
      </label>
      <select
        id={id}
        className={INPUT}
        value={change.isPending ? change.variables : account.time_zone}
        onChange={(event) => {
          change.mutate(event.target.value);
        }}
      >
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
      <Failure error={change.error} />
    </div>
  );
}

function knownZones(): string[] {
  return Intl.supportedValuesOf("timeZone");
}

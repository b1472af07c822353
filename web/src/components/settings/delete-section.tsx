"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type SubmitEvent } from "react";

import { Failure, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import { deleteAccount } from "@/lib/accounts-api";
import type { Account } from "@/lib/api-client";
import { forgetPerson } from "@/lib/forget-person";

/** What the server wants to be told; the person types it in their own language. */
const WORD = "delete";

/** Ends the account for good. */
export function DeleteSection({ account }: { account: Account }) {
  const t = useTranslations();
  const [asking, setAsking] = useState(false);
  return (
    <Section title={t("settings.delete")} about={t("settings.aboutDelete")}>
      <Button
        look="danger"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t(account.is_guest ? "settings.deleteGuest" : "settings.deleteAccount")}
      </Button>
      {asking && (
        <Modal
          title={t("settings.deleteTitle")}
          onClose={() => {
            setAsking(false);
          }}
        >
          <DeleteForm account={account} />
        </Modal>
      )}
    </Section>
  );
}

function DeleteForm({ account }: { account: Account }) {
  const t = useTranslations();
  const client = useQueryClient();
  const word = t("settings.word");
  const [said, setSaid] = useState("");
  const remove = useMutation({
    mutationFn: () => deleteAccount(account.is_guest ? { confirm: WORD } : { password: said }),
    onSuccess: () => {
      forgetPerson(client);
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <p className="text-faint text-sm">{t("settings.noUndo")}</p>
      <Field
        label={account.is_guest ? t("settings.typeWord", { word }) : t("settings.yourPassword")}
        type={account.is_guest ? "text" : "password"}
        autoComplete={account.is_guest ? "off" : "current-password"}
        required
        value={said}
        onChange={(event) => {
          setSaid(event.target.value);
        }}
      />
      <Button
        look="danger"
        type="submit"
        disabled={remove.isPending || (account.is_guest ? said !== word : said === "")}
      >
        {t("settings.delete")}
      </Button>
      <Failure error={remove.error} />
    </form>
  );
}

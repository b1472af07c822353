"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { Failure, Section } from "@/components/settings/section";
import { TokenForm } from "@/components/settings/token-form";
import { Button } from "@/components/ui/button";
import type { AccessToken } from "@/lib/api-client";
import { instantText } from "@/lib/dates";
import { keys } from "@/lib/query-keys";
import { deleteToken, fetchTokens } from "@/lib/tokens-api";
import { useWords } from "@/lib/words";

/** What lets programs and other AI clients in. */
export function TokensSection() {
  const t = useTranslations();
  const client = useQueryClient();
  const { data: tokens = [], error } = useQuery({ queryKey: keys.tokens, queryFn: fetchTokens });
  const remove = useMutation({
    mutationFn: deleteToken,
    onSuccess: () => client.invalidateQueries({ queryKey: keys.tokens }),
  });
  return (
    <Section title={t("settings.tokens")} about={t("settings.aboutTokens")}>
      {tokens.length > 0 && (
        <ul className="divide-line border-line mb-4 divide-y rounded-xl border">
          {tokens.map((token) => (
            <TokenRow
              key={token.id}
              token={token}
              onDelete={() => {
                remove.mutate(token.id);
              }}
            />
          ))}
        </ul>
      )}
      <Failure error={error ?? remove.error} />
      <TokenForm />
    </Section>
  );
}

function TokenRow({ token, onDelete }: { token: AccessToken; onDelete: () => void }) {
  const words = useWords();
  const { t } = words;
  const { name, hint, scopes, expires_at, last_used_at } = token;
  const facts = [
    scopes.join(", "),
    last_used_at
      ? t("settings.lastUsed", { when: instantText(words, last_used_at) })
      : t("settings.neverUsed"),
    expires_at && t("settings.validUntil", { when: instantText(words, expires_at) }),
  ];
  return (
    <li className="flex items-center gap-3 px-4 py-2.5 text-sm">
      <span className="min-w-0 flex-1">
        <span className="block wrap-anywhere">
          {name} <code className="text-faint">…{hint}</code>
        </span>
        <span className="text-faint block text-xs">{facts.filter(Boolean).join("; ")}</span>
      </span>
      <Button aria-label={t("settings.deleteToken", { name })} onClick={onDelete}>
        {t("do.delete")}
      </Button>
    </li>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import { Failure, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { endOtherSessions, endSession, fetchSessions } from "@/lib/accounts-api";
import type { Session } from "@/lib/api-client";
import { instantText } from "@/lib/dates";
import { keys } from "@/lib/query-keys";
import { useWords } from "@/lib/words";

/** Where the account is signed in. */
export function SessionsSection() {
  const t = useTranslations();
  const client = useQueryClient();
  const { data: sessions = [], error } = useQuery({
    queryKey: keys.sessions,
    queryFn: fetchSessions,
  });
  const onSuccess = () => client.invalidateQueries({ queryKey: keys.sessions });
  const end = useMutation({ mutationFn: endSession, onSuccess });
  const endOthers = useMutation({ mutationFn: endOtherSessions, onSuccess });
  return (
    <Section title={t("settings.browsers")} about={t("settings.aboutBrowsers")}>
      <ul className="divide-line border-line divide-y rounded-xl border">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            onEnd={() => {
              end.mutate(session.id);
            }}
          />
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button
          className="mt-3"
          disabled={endOthers.isPending}
          onClick={() => {
            endOthers.mutate();
          }}
        >
          {t("settings.signOthersOut")}
        </Button>
      )}
      <Failure error={error ?? end.error ?? endOthers.error} />
    </Section>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const words = useWords();
  const { t } = words;
  const { browser, created_at, last_seen_at, is_current } = session;
  const since = instantText(words, created_at);
  const name = browser ?? t("settings.aBrowser");
  return (
    <li className="flex items-center gap-3 px-4 py-2.5 text-sm">
      <span className="min-w-0 flex-1">
        <span className="block">
          {name}
          {is_current && <span className="text-done ml-2">{t("settings.thisOne")}</span>}
        </span>
        <span className="text-faint block text-xs">
          {last_seen_at
            ? t("settings.sinceSeen", { when: since, seen: instantText(words, last_seen_at) })
            : t("settings.since", { when: since })}
        </span>
      </span>
      {!is_current && (
        <Button aria-label={t("settings.signOutOf", { browser: name })} onClick={onEnd}>
          {t("account.signOut")}
        </Button>
      )}
    </li>
  );
}

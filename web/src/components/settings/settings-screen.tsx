"use client";

import { useTranslations } from "next-intl";

import { AccountSection } from "@/components/settings/account-section";
import { AssistantSection } from "@/components/settings/assistant-section";
import { DeleteSection } from "@/components/settings/delete-section";
import { ExportSection } from "@/components/settings/export-section";
import { FeedSection } from "@/components/settings/feed-section";
import { ImportSection } from "@/components/settings/import-section";
import { LanguageSection } from "@/components/settings/language-section";
import { RemindersSection } from "@/components/settings/reminders-section";
import { SessionsSection } from "@/components/settings/sessions-section";
import { TokensSection } from "@/components/settings/tokens-section";
import { useMe } from "@/lib/use-me";

/** All that belongs to the account. */
export function SettingsScreen() {
  const t = useTranslations();
  const { data: account } = useMe();
  if (!account) return null;
  return (
    <>
      <h1 className="mb-6 text-xl font-semibold tracking-tight">{t("lists.settings")}</h1>
      <AccountSection account={account} />
      <LanguageSection />
      <AssistantSection />
      <RemindersSection />
      <ImportSection />
      <ExportSection />
      <FeedSection />
      <SessionsSection />
      <TokensSection />
      <DeleteSection account={account} />
    </>
  );
}

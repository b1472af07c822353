import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

import { SettingsScreen } from "@/components/settings/settings-screen";

/** The list names the page. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations())("lists.settings") };
}

/** The account, and what belongs to it. */
export default function SettingsPage() {
  return <SettingsScreen />;
}

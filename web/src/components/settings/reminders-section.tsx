"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { TickBox } from "@/components/ui/tick-box";
import { usePreference } from "@/lib/use-preference";

type Permission = NotificationPermission | "unknown";

const STANDING = {
  granted: "settings.granted",
  denied: "settings.deniedPermission",
  default: "settings.default",
  unknown: "settings.unknown",
} as const satisfies Record<Permission, string>;

/** Whether reminders are shown, and whether also when another page is looked at. */
export function RemindersSection() {
  const t = useTranslations();
  const [on, setOn] = usePreference("todo_reminders");
  const [permission, setPermission] = useState<Permission>(permissionNow);
  const ask = async () => {
    setPermission(await Notification.requestPermission());
  };
  return (
    <Section title={t("settings.reminders")} about={t("settings.aboutReminders")}>
      <TickBox label={t("settings.showReminders")} on={on} onChange={setOn} />
      {on && <p className="text-faint mt-2 text-sm">{t(STANDING[permission])}</p>}
      {on && permission === "default" && (
        <Button className="mt-3" onClick={() => void ask()}>
          {t("settings.showOutside")}
        </Button>
      )}
    </Section>
  );
}

function permissionNow(): Permission {
  if (typeof window === "undefined" || !("Notification" in window)) return "unknown";
  return Notification.permission;
}

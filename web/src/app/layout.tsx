import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";

import "./globals.css";
import { Providers } from "@/components/providers";
import { Speaking } from "@/components/speaking";
import { THEME_COOKIE } from "@/lib/theme";

/** What browsers, and those who are sent a link, are told of the app. */
export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  return {
    title: { default: t("app.name"), template: `%s · ${t("app.name")}` },
    description: t("app.description"),
  };
}

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f7f7f5" },
    { media: "(prefers-color-scheme: dark)", color: "#161618" },
  ],
};

/** The frame of every page: language, theme before the first paint, providers. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // The chosen theme is known before the first paint, without a script in the page.
  const theme = (await cookies()).get(THEME_COOKIE)?.value;
  const language = await getLocale();
  return (
    <html lang={language} data-theme={theme === "dark" || theme === "light" ? theme : undefined}>
      <body>
        <Speaking language={language}>
          <Providers>{children}</Providers>
        </Speaking>
      </body>
    </html>
  );
}

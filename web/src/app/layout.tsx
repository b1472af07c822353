import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";

import "./globals.css";
import { Providers } from "@/components/providers";
import { THEME_COOKIE } from "@/lib/theme";

export const metadata: Metadata = {
  title: { default: "Todo Chatbot", template: "%s · Todo Chatbot" },
  description: "Say what you have to do. It gets done, and you see the proof.",
};

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
  return (
    <html lang="en" data-theme={theme === "dark" || theme === "light" ? theme : undefined}>
      <body>
        <Providers>{children}</Providers>
      </body>
    </html>
  );
}

import type { MetadataRoute } from "next";
import { getLocale, getTranslations } from "next-intl/server";

/** How the app looks when it is installed: in the language of the browser that installs it. */
export default async function manifest(): Promise<MetadataRoute.Manifest> {
  const t = await getTranslations();
  return {
    id: "/",
    lang: await getLocale(),
    name: t("app.name"),
    short_name: t("app.shortName"),
    description: t("app.description"),
    start_url: "/",
    scope: "/",
    display: "standalone",
    background_color: "#f7f7f5",
    theme_color: "#3d5afe",
    icons: [
      { src: "/icons/192.png", sizes: "192x192", type: "image/png" },
      { src: "/icons/512.png", sizes: "512x512", type: "image/png" },
      { src: "/icons/maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml" },
    ],
    shortcuts: [
      { name: t("lists.today"), url: "/today" },
      { name: t("lists.inbox"), url: "/inbox" },
    ],
  };
}

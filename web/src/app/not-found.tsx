import { getTranslations } from "next-intl/server";

/** What an address shows that leads nowhere. */
export default async function NotFound() {
  const t = await getTranslations();
  return (
    <main className="grid min-h-dvh place-items-center p-6 text-center">
      <div>
        <h1 className="text-xl font-semibold">{t("app.noPage")}</h1>
        {/* Not Next's link: every page would fetch its code a second time, for this one. */}
        <a className="text-brand mt-3 inline-block underline" href="/">
          {t("app.backToTasks")}
        </a>
      </div>
    </main>
  );
}

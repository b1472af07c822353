import Link from "next/link";
import { useTranslations } from "next-intl";

/** What the address of a list shows that is gone, or that never was. */
export function NothingThere({ what }: { what: "noProject" | "noFilter" }) {
  const t = useTranslations();
  return (
    <div className="py-12 text-center">
      <h1 className="text-lg font-semibold">{t(`gone.${what}`)}</h1>
      <p className="text-faint mt-1 text-sm">{t("tasks.mayBeGone")}</p>
      <Link className="text-brand mt-3 inline-block underline" href="/inbox">
        {t("tasks.toInbox")}
      </Link>
    </div>
  );
}

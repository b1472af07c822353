import { useTranslations } from "next-intl";

/** The product's mark and name. */
export function Logo() {
  const t = useTranslations();
  return (
    <span className="flex items-center gap-2 font-semibold tracking-tight">
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden="true">
        <rect width="32" height="32" rx="9" className="fill-brand" />
        <path
          d="M9 16.5l4.6 4.6L23.5 11"
          fill="none"
          className="stroke-brand-ink"
          strokeWidth="3.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      {t("app.name")}
    </span>
  );
}

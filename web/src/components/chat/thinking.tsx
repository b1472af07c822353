import { useTranslations } from "next-intl";

/** Three dots while the assistant works. */
export function Thinking() {
  const t = useTranslations();
  return (
    <span role="status" className="text-faint flex gap-1 py-1">
      <span className="sr-only">{t("chat.working")}</span>
      {[0, 150, 300].map((delay) => (
        <span
          key={delay}
          className="bg-faint size-1.5 animate-pulse rounded-full"
          style={{ animationDelay: `${delay}ms` }}
        />
      ))}
    </span>
  );
}

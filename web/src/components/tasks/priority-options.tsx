import { useTranslations } from "next-intl";

import { PRIORITIES } from "@/lib/task-words";

/** The choices of a field that says how urgent a task is. */
export function PriorityOptions() {
  const t = useTranslations();
  return PRIORITIES.map((priority) => (
    <option key={priority} value={priority}>
      {t(`priority.${priority}`)}
    </option>
  ));
}

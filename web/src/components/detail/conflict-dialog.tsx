import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import type { Task, TaskUpdate } from "@/lib/api-client";
import type { Conflict, TaskField } from "@/lib/conflicts";
import { fieldName, fieldText } from "@/lib/task-words";
import { useTaskActions } from "@/lib/use-tasks";
import { useWords } from "@/lib/words";

interface ConflictDialogProps {
  conflict: Conflict;
  onClose: () => void;
}

/** Shows both versions of what was changed in two places, and lets one choose. */
export function ConflictDialog({ conflict, onClose }: ConflictDialogProps) {
  const t = useTranslations();
  const { edit } = useTaskActions();
  const { current, changes, fields, decide } = conflict;
  const close = (mine: boolean) => {
    if (decide) decide(mine);
    else if (mine) edit(current, changes);
    onClose();
  };
  const keepTheirs = () => {
    close(false);
  };
  return (
    <Modal title={t("conflict.title")} onClose={keepTheirs}>
      <p className="text-faint mb-3 text-sm">{t("conflict.text", { title: current.title })}</p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Version title={t("conflict.yours")} of={changes} fields={fields} />
        <Version title={t("conflict.theirs")} of={current} fields={fields} />
      </div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={keepTheirs}>{t("conflict.keepTheirs")}</Button>
        <Button
          look="primary"
          onClick={() => {
            close(true);
          }}
        >
          {t("conflict.useMine")}
        </Button>
      </div>
    </Modal>
  );
}

interface VersionProps {
  title: string;
  of: Task | TaskUpdate;
  fields: readonly TaskField[];
}

function Version({ title, of, fields }: VersionProps) {
  const words = useWords();
  const { t } = words;
  return (
    <section aria-label={title} className="border-line rounded-xl border p-3">
      <h3 className="mb-2 text-sm font-semibold">{title}</h3>
      <dl className="grid gap-2 text-sm">
        {fields.map((field) => (
          <div key={field}>
            <dt className="text-faint text-xs">{fieldName(t, field)}</dt>
            <dd className="max-h-40 overflow-y-auto wrap-anywhere whitespace-pre-wrap">
              {fieldText(words, of, field)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

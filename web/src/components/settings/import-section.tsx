"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";

import { ReportView } from "@/components/settings/report-view";
import { Failure, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { TickBox } from "@/components/ui/tick-box";
import type { ImportReport } from "@/lib/api-client";
import { useImport } from "@/lib/use-import";
import { useUndo } from "@/lib/use-undo";

/** Takes tasks of a file over: first it says what would come of it, then it does it. */
export function ImportSection() {
  const t = useTranslations();
  const { file, skipExisting, setSkipExisting, look, take, choose } = useImport();
  return (
    <Section title={t("settings.import")} about={t("settings.aboutImport")}>
      <div className="mb-3">
        <TickBox label={t("settings.skipExisting")} on={skipExisting} onChange={setSkipExisting} />
      </div>
      <FileButton busy={look.isPending || take.isPending} onChoose={choose} />
      <Failure error={look.error ?? take.error} />
      {take.data && <Taken report={take.data} />}
      {look.data && !take.data && (
        <Offer
          name={file?.name ?? ""}
          report={look.data}
          busy={take.isPending}
          onTake={() => {
            take.mutate();
          }}
        />
      )}
    </Section>
  );
}

function FileButton({ busy, onChoose }: { busy: boolean; onChoose: (file: File) => void }) {
  const t = useTranslations();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t("settings.file")}
        accept=".csv,.txt,.ics,.json,text/csv,text/plain,text/calendar,application/json"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onChoose(file);
          // The same file may be chosen again after it was changed.
          target.value = "";
        }}
      />
      <Button disabled={busy} onClick={() => input.current?.click()}>
        {t("settings.chooseFile")}
      </Button>
    </>
  );
}

interface OfferProps {
  name: string;
  report: ImportReport;
  busy: boolean;
  onTake: () => void;
}

function Offer({ name, report, busy, onTake }: OfferProps) {
  const t = useTranslations();
  return (
    <ReportView title={t("settings.wouldBring", { name })} report={report}>
      {report.taken > 0 && (
        <Button look="primary" disabled={busy} onClick={onTake}>
          {t("settings.importTasks", { count: report.taken })}
        </Button>
      )}
    </ReportView>
  );
}

function Taken({ report }: { report: ImportReport }) {
  const t = useTranslations();
  const undo = useUndo();
  const { batch_id } = report;
  return (
    <ReportView title={t("settings.imported")} report={report}>
      {batch_id && (
        <Button
          onClick={() => {
            undo((change) => change.batch_id === batch_id);
          }}
        >
          {t("settings.undoImport")}
        </Button>
      )}
    </ReportView>
  );
}

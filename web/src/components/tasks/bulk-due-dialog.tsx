"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";

interface BulkDueDialogProps {
  onPick: (day: string) => void;
  onClose: () => void;
}

/** The day on which the selected tasks are due. */
export function BulkDueDialog({ onPick, onClose }: BulkDueDialogProps) {
  const t = useTranslations();
  const [day, setDay] = useState("");
  return (
    <Modal title={t("tasks.whenDue")} onClose={onClose}>
      <form
        className="flex items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          onPick(day);
          onClose();
        }}
      >
        <Field
          label={t("tasks.date")}
          type="date"
          required
          className="flex-1"
          value={day}
          onChange={(event) => {
            setDay(event.target.value);
          }}
        />
        <Button look="primary" type="submit" className="min-h-[42px]">
          {t("tasks.set")}
        </Button>
      </form>
    </Modal>
  );
}

"use client";

import { useTranslations } from "next-intl";
import type { ReactNode, SubmitEvent } from "react";

import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import { sentence } from "@/lib/problem";

interface NamedFormProps {
  title: string;
  name: string;
  onName: (name: string) => void;
  /** What is asked besides the name. */
  children: ReactNode;
  error: Error | null;
  verb: string;
  disabled: boolean;
  onSubmit: () => void;
  onClose: () => void;
}

/** Asks for something that has a name, and for what else it needs. */
export function NamedForm(props: NamedFormProps) {
  const t = useTranslations();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    props.onSubmit();
  };
  return (
    <Modal title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label={t("sidebar.name")}
          required
          maxLength={100}
          value={props.name}
          onChange={(event) => {
            props.onName(event.target.value);
          }}
        />
        {props.children}
        {props.error && (
          <p role="alert" className="text-late text-sm">
            {sentence(props.error, t)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{t("do.cancel")}</Button>
          <Button look="primary" type="submit" disabled={props.disabled}>
            {props.verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState, type SubmitEvent } from "react";

import { Failure, Section } from "@/components/settings/section";
import { Button } from "@/components/ui/button";
import { Field, INPUT } from "@/components/ui/field";
import type { AssistantChoice, AssistantChoiceUpdate } from "@/lib/api-client";
import { changeAssistantChoice, fetchAssistantChoice } from "@/lib/assistant-api";
import { keys } from "@/lib/query-keys";

/** Which model answers, and with whose key; nothing, where the operator leaves no choice. */
export function AssistantSection() {
  const t = useTranslations();
  const client = useQueryClient();
  const { data: choice } = useQuery({
    queryKey: keys.assistantChoice,
    queryFn: fetchAssistantChoice,
  });
  const change = useMutation({
    mutationFn: changeAssistantChoice,
    onSuccess: (changed) => {
      client.setQueryData(keys.assistantChoice, changed);
      return client.invalidateQueries({ queryKey: keys.assistant });
    },
  });
  if (!choice || (choice.models.length === 0 && !choice.own_keys)) return null;
  const about = choice.own_keys ? "settings.aboutOwnKey" : "settings.aboutAssistant";
  return (
    <Section title={t("settings.assistant")} about={t(about)}>
      <ChoiceForm
        // What was saved, or taken back with a key, is what the form begins with.
        key={`${choice.model ?? ""} ${choice.key_end ?? ""}`}
        choice={choice}
        isBusy={change.isPending}
        onChange={change.mutate}
      />
      <p role="status" className="text-faint mt-2 text-sm">
        {change.isSuccess && t("settings.assistantSaved")}
      </p>
      <Failure error={change.error} />
    </Section>
  );
}

interface ChoiceFormProps {
  choice: AssistantChoice;
  isBusy: boolean;
  onChange: (update: AssistantChoiceUpdate) => void;
}

function ChoiceForm({ choice, isBusy, onChange }: ChoiceFormProps) {
  const t = useTranslations();
  const [model, setModel] = useState(choice.model ?? "");
  const [key, setKey] = useState("");
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onChange({ model: model.trim() || null, ...(key && { key }) });
  };
  return (
    <form onSubmit={submit} className="grid max-w-sm gap-3">
      <ModelInput choice={choice} value={model} onChange={setModel} />
      {choice.key_end && (
        <p className="text-sm">{t("settings.ownKeyUsed", { end: choice.key_end })}</p>
      )}
      {choice.own_keys && (
        <Field
          label={t(choice.key_end ? "settings.ownKeyOther" : "settings.ownKey")}
          type="password"
          autoComplete="off"
          minLength={8}
          maxLength={500}
          value={key}
          onChange={(event) => {
            setKey(event.target.value);
          }}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" disabled={isBusy}>
          {t("settings.assistantSave")}
        </Button>
        {choice.key_end && (
          <Button
            disabled={isBusy}
            onClick={() => {
              onChange({ key: null });
            }}
          >
            {t("settings.ownKeyForget")}
          </Button>
        )}
      </div>
    </form>
  );
}

interface ModelInputProps {
  choice: AssistantChoice;
  value: string;
  onChange: (model: string) => void;
}

/** With a key of one's own any model can be named; without, one of those that are offered. */
function ModelInput({ choice, value, onChange }: ModelInputProps) {
  const t = useTranslations();
  const id = useId();
  if (choice.own_keys) {
    return (
      <>
        <Field
          label={t("settings.model")}
          placeholder={t("settings.asSetUp")}
          list={id}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
        <datalist id={id}>
          {choice.models.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </>
    );
  }
  return (
    <div>
      <label htmlFor={id} className="text-faint mb-1 block text-sm">
        {t("settings.model")}
      </label>
      <select
        id={id}
        className={INPUT}
        value={value}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        <option value="">{t("settings.asSetUp")}</option>
        {choice.models.map((one) => (
          <option key={one}>{one}</option>
        ))}
      </select>
    </div>
  );
}

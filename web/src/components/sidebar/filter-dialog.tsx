"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";

import { FilterField } from "@/components/sidebar/filter-field";
import { NamedForm } from "@/components/sidebar/named-form";
import type { SavedFilter } from "@/lib/api-client";
import { useFilterActions, useFilterCheck } from "@/lib/use-filters";

interface FilterDialogProps {
  /** The one to change; without it a new one is kept. */
  filter: SavedFilter | undefined;
  onClose: () => void;
}

/** Name and text of a kept filter; the text is checked as it is typed. */
export function FilterDialog({ filter: old, onClose }: FilterDialogProps) {
  const t = useTranslations();
  const { save } = useFilterActions();
  const router = useRouter();
  const [name, setName] = useState(old?.name ?? "");
  const [filter, setFilter] = useState(old?.filter ?? "");
  const key = useRef(crypto.randomUUID());
  const check = useFilterCheck(filter);
  const submit = () => {
    const onSuccess = (made: SavedFilter) => {
      onClose();
      if (!old) router.push(`/filters/${made.id}`);
    };
    const draft = { name, filter };
    save.mutate({ ...(old && { old }), draft, key: key.current }, { onSuccess });
  };
  return (
    <NamedForm
      title={t(old ? "sidebar.editFilter" : "sidebar.newFilter")}
      name={name}
      onName={setName}
      error={save.error}
      verb={t(old ? "do.save" : "sidebar.keepFilter")}
      disabled={save.isPending || check.data?.ok !== true}
      onSubmit={submit}
      onClose={onClose}
    >
      <FilterField text={filter} check={check.data} onChange={setFilter} />
    </NamedForm>
  );
}

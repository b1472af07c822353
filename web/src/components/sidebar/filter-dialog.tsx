"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type SubmitEvent } from "react";

import { FilterField } from "@/components/sidebar/filter-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import type { SavedFilter } from "@/lib/api-client";
import { sentence } from "@/lib/problem";
import { useFilterActions, useFilterCheck } from "@/lib/use-filters";

interface FilterDialogProps {
  /** The one to change; without it a new one is kept. */
  filter: SavedFilter | undefined;
  onClose: () => void;
}

/** Name and text of a kept filter; the text is checked as it is typed. */
export function FilterDialog({ filter: old, onClose }: FilterDialogProps) {
  const { save } = useFilterActions();
  const router = useRouter();
  const [name, setName] = useState(old?.name ?? "");
  const [filter, setFilter] = useState(old?.filter ?? "");
  const key = useRef(crypto.randomUUID());
  const check = useFilterCheck(filter);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const onSuccess = (made: SavedFilter) => {
      onClose();
      if (!old) router.push(`/filters/${made.id}`);
    };
    const draft = { name, filter };
    save.mutate({ ...(old && { old }), draft, key: key.current }, { onSuccess });
  };
  return (
    <Modal title={old ? "Edit filter" : "New filter"} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label="Name"
          required
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <FilterField text={filter} check={check.data} onChange={setFilter} />
        {save.isError && (
          <p role="alert" className="text-late text-sm">
            {sentence(save.error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={save.isPending || check.data?.ok !== true}>
            {old ? "Save" : "Keep filter"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

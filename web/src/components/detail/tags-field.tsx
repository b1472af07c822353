"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState, type KeyboardEvent } from "react";

import { CONTROL, Property } from "@/components/detail/property";
import { toTags } from "@/components/tasks/detail-fields";
import { useTags } from "@/lib/use-tasks";

interface TagsFieldProps {
  tags: readonly string[];
  onChange: (tags: string[]) => void;
}

/** The tags of a task: each can be taken off, and others typed. */
export function TagsField({ tags, onChange }: TagsFieldProps) {
  const t = useTranslations();
  const { data: known = [] } = useTags();
  const [text, setText] = useState("");
  const id = useId();
  const add = () => {
    const next = toTags(text).filter((tag) => !tags.includes(tag));
    setText("");
    if (next.length > 0) onChange([...tags, ...next]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") add();
    if (event.key === "Backspace" && text === "" && tags.length > 0) onChange(tags.slice(0, -1));
  };
  return (
    <Property label={t("fields.tags")} htmlFor={id}>
      {tags.map((tag) => (
        <TagChip
          key={tag}
          tag={tag}
          onTakeOff={() => {
            onChange(tags.filter((one) => one !== tag));
          }}
        />
      ))}
      <input
        id={id}
        list={`${id}-known`}
        placeholder={t("detail.addTag")}
        maxLength={50}
        className={`${CONTROL} placeholder:text-faint w-28 flex-1`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onBlur={add}
        onKeyDown={onKeyDown}
      />
      <datalist id={`${id}-known`}>
        {known.map(({ name }) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </Property>
  );
}

function TagChip({ tag, onTakeOff }: { tag: string; onTakeOff: () => void }) {
  const t = useTranslations();
  return (
    <span className="bg-brand-soft flex items-center rounded-full pl-2 text-sm">
      #{tag}
      <button
        type="button"
        aria-label={t("detail.takeOffTag", { tag })}
        className="text-faint hover:text-ink grid size-6 place-items-center rounded-full"
        onClick={onTakeOff}
      >
        <X className="size-3" aria-hidden="true" />
      </button>
    </span>
  );
}

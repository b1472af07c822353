"use client";

import { Title } from "@radix-ui/react-dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState, type ReactNode } from "react";

import { ColorDot } from "@/components/ui/color-dot";
import { CARD, Layer } from "@/components/ui/layer";
import { sentence } from "@/lib/problem";
import { readTask } from "@/lib/tasks-api";
import { applyTheme, type Theme } from "@/lib/theme";
import { useToast } from "@/lib/toasts";
import { useFilters } from "@/lib/use-filters";
import { useOpenTask } from "@/lib/use-open-task";
import { useProjects } from "@/lib/use-projects";
import { useSearch, useTags, useTaskActions } from "@/lib/use-tasks";

interface CommandPaletteProps {
  onClose: () => void;
  onUndo: () => void;
  onShortcuts: () => void;
}

const FOUND = 8;
const PLACES = [
  "inbox",
  "today",
  "upcoming",
  "search",
  "archive",
  "trash",
  "statistics",
  "settings",
] as const;
const THEMES = ["light", "dark", "system"] as const;
const GROUP =
  "[&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold";

/** Goes to any list or task, and does what can be done from anywhere. */
export function CommandPalette({ onClose, onUndo, onShortcuts }: CommandPaletteProps) {
  const t = useTranslations();
  const [text, setText] = useState("");
  const run = (what: () => void) => () => {
    onClose();
    what();
  };
  return (
    <Layer
      className={`${CARD} top-[12dvh] w-[min(36rem,calc(100vw-2rem))] overflow-hidden`}
      onClose={onClose}
    >
      <Title className="sr-only">{t("commands.title")}</Title>
      <Command label={t("commands.title")} loop>
        <Command.Input
          value={text}
          onValueChange={setText}
          maxLength={200}
          placeholder={t("commands.hint")}
          className="placeholder:text-faint border-line w-full border-b bg-transparent px-4 py-3 outline-none"
        />
        <Command.List className="max-h-[60dvh] overflow-y-auto p-1">
          <Answers text={text} run={run} />
          <Places run={run} />
          <Actions run={run} onUndo={onUndo} onShortcuts={onShortcuts} />
        </Command.List>
      </Command>
    </Layer>
  );
}

type Run = (what: () => void) => () => void;

function Places({ run }: { run: Run }) {
  const t = useTranslations();
  const router = useRouter();
  const { data: projects = [] } = useProjects();
  const { data: filters = [] } = useFilters();
  const { data: tags = [] } = useTags();
  const go = (path: string) =>
    run(() => {
      router.push(path);
    });
  return (
    <Command.Group heading={t("shortcuts.goTo")} className={GROUP}>
      {PLACES.map((name) => (
        <Item key={name} value={`go ${t(`lists.${name}`)}`} onSelect={go(`/${name}`)}>
          {t(`lists.${name}`)}
        </Item>
      ))}
      {projects.map(({ id, name, color }) => (
        <Item key={id} value={`project ${name} ${id}`} onSelect={go(`/projects/${id}`)}>
          <ColorDot color={color} />
          {name}
        </Item>
      ))}
      {filters.map(({ id, name }) => (
        <Item key={id} value={`filter ${name} ${id}`} onSelect={go(`/filters/${id}`)}>
          {name}
        </Item>
      ))}
      {tags.map(({ name }) => (
        <Item key={name} value={`tag #${name}`} onSelect={go(`/tags/${encodeURIComponent(name)}`)}>
          #{name}
        </Item>
      ))}
    </Command.Group>
  );
}

/** The tasks that the words find, and the words as a task; both at once, so that Enter opens first. */
function Answers({ text, run }: { text: string; run: Run }) {
  const t = useTranslations();
  const { open } = useOpenTask();
  const sought = useDeferredValue(text.trim());
  const found = useSearch(sought, FOUND);
  const { create } = useTaskActions();
  const toast = useToast();
  if (sought === "" || sought !== text.trim() || !found.data || found.isPlaceholderData)
    return null;
  const add = () => {
    const make = async () => (await readTask(sought)).task;
    create.mutateAsync({ make, key: crypto.randomUUID() }).catch((error: unknown) => {
      toast({ text: sentence(error, t) });
    });
  };
  return (
    <Command.Group heading={t("tasks.tasks")} className={GROUP} forceMount>
      {found.data.map(({ task }) => (
        <Item
          key={task.id}
          value={`task ${task.id}`}
          onSelect={run(() => {
            open(task.id);
          })}
        >
          <span className={`truncate ${task.state === "done" ? "text-faint line-through" : ""}`}>
            {task.title}
          </span>
        </Item>
      ))}
      <Item value="add this as a task" onSelect={run(add)}>
        <span className="truncate">{t("commands.addThis", { words: sought })}</span>
      </Item>
    </Command.Group>
  );
}

interface ActionsProps {
  run: Run;
  onUndo: () => void;
  onShortcuts: () => void;
}

function Actions({ run, onUndo, onShortcuts }: ActionsProps) {
  const t = useTranslations();
  const theme = (name: Theme) =>
    run(() => {
      applyTheme(name);
    });
  return (
    <Command.Group heading={t("commands.do")} className={GROUP}>
      <Item onSelect={run(onUndo)}>{t("shortcuts.undo")}</Item>
      <Item onSelect={onShortcuts}>{t("shortcuts.title")}</Item>
      <Item onSelect={run(printSoon)}>{t("commands.print")}</Item>
      {THEMES.map((name) => (
        <Item key={name} onSelect={theme(name)}>
          {t(`themes.${name}`)}
        </Item>
      ))}
    </Command.Group>
  );
}

/** Prints once the palette is gone. */
function printSoon(): void {
  setTimeout(() => {
    window.print();
  });
}

interface ItemProps {
  /** What it is found by, when that is not what it shows. */
  value?: string;
  onSelect: () => void;
  children: ReactNode;
}

function Item({ children, ...rest }: ItemProps) {
  return (
    <Command.Item
      className="data-[selected=true]:bg-brand-soft flex min-h-9 cursor-pointer items-center gap-2 rounded-lg px-3 py-1.5 text-sm"
      {...rest}
    >
      {children}
    </Command.Item>
  );
}

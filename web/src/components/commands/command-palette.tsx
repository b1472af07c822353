"use client";

import { Title } from "@radix-ui/react-dialog";
import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState, type ReactNode } from "react";

import { ColorDot } from "@/components/ui/color-dot";
import { Layer } from "@/components/ui/layer";
import { sentence } from "@/lib/problem";
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
const PLACES = ["Inbox", "Today", "Upcoming", "Search", "Archive", "Trash"];
const GROUP =
  "[&_[cmdk-group-heading]]:text-faint [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-semibold";

/** Goes to any list or task, and does what can be done from anywhere. */
export function CommandPalette({ onClose, onUndo, onShortcuts }: CommandPaletteProps) {
  const [text, setText] = useState("");
  const run = (what: () => void) => () => {
    onClose();
    what();
  };
  return (
    <Layer
      className="top-[12dvh] w-[min(36rem,calc(100vw-2rem))] overflow-hidden"
      onClose={onClose}
    >
      <Title className="sr-only">Commands</Title>
      <Command label="Commands" loop>
        <Command.Input
          value={text}
          onValueChange={setText}
          maxLength={200}
          placeholder="Go to a list, find a task, do something"
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
  const router = useRouter();
  const { data: projects = [] } = useProjects();
  const { data: filters = [] } = useFilters();
  const { data: tags = [] } = useTags();
  const go = (path: string) =>
    run(() => {
      router.push(path);
    });
  return (
    <Command.Group heading="Go to" className={GROUP}>
      {PLACES.map((name) => (
        <Item key={name} value={`go ${name}`} onSelect={go(`/${name.toLowerCase()}`)}>
          {name}
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
  const { open } = useOpenTask();
  const words = useDeferredValue(text.trim());
  const found = useSearch(words, FOUND);
  const { create } = useTaskActions();
  const toast = useToast();
  if (words === "" || words !== text.trim() || !found.data || found.isPlaceholderData) return null;
  const add = () => {
    const task = { title: words };
    create.mutateAsync({ task, key: crypto.randomUUID() }).catch((error: unknown) => {
      toast({ text: sentence(error) });
    });
  };
  return (
    <Command.Group heading="Tasks" className={GROUP} forceMount>
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
        <span className="truncate">Add “{words}” to the inbox</span>
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
  const theme = (name: Theme) =>
    run(() => {
      applyTheme(name);
    });
  return (
    <Command.Group heading="Do" className={GROUP}>
      <Item value="undo the last thing" onSelect={run(onUndo)}>
        Undo the last thing
      </Item>
      <Item value="keyboard shortcuts" onSelect={onShortcuts}>
        Keyboard shortcuts
      </Item>
      <Item value="theme light" onSelect={theme("light")}>
        Light theme
      </Item>
      <Item value="theme dark" onSelect={theme("dark")}>
        Dark theme
      </Item>
      <Item value="theme system" onSelect={theme("system")}>
        Theme of the machine
      </Item>
    </Command.Group>
  );
}

interface ItemProps {
  value: string;
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

"use client";

import * as Dialog from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";

import { TaskDetails } from "@/components/detail/task-details";
import { ListFailure } from "@/components/tasks/list-failure";
import { TaskMenu } from "@/components/tasks/task-menu";
import { applyPending } from "@/lib/optimistic";
import { useMedia, WIDE } from "@/lib/use-media";
import { useOpenTask } from "@/lib/use-open-task";
import { usePending } from "@/lib/use-pending";
import { useTask } from "@/lib/use-tasks";

/** The task that the address names: beside the list, or a sheet over it where there is no room. */
export function TaskPanel({ id }: { id: string }) {
  const { open } = useOpenTask();
  const wide = useMedia(WIDE);
  const close = () => {
    open(null);
    document.querySelector<HTMLElement>(`[data-task="${id}"] [data-open]`)?.focus();
  };
  const content = <PanelContent key={id} id={id} onClose={close} />;
  return wide ? (
    <Beside id={id} onClose={close}>
      {content}
    </Beside>
  ) : (
    <Sheet onClose={close}>{content}</Sheet>
  );
}

interface LayerProps {
  onClose: () => void;
  children: ReactNode;
}

function Beside({ id, onClose, children }: LayerProps & { id: string }) {
  const t = useTranslations();
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, [id]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !event.defaultPrevented) onClose();
  };
  return (
    // Escape closes it from wherever in it the focus is.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={t("detail.task")}
      className="bg-card border-line absolute inset-0 z-20 overflow-y-auto border-l outline-none 2xl:static 2xl:w-[26rem]"
      onKeyDown={onKeyDown}
    >
      {children}
    </section>
  );
}

function Sheet({ onClose, children }: LayerProps) {
  const t = useTranslations();
  return (
    <Dialog.Root
      open
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          className="bg-card fixed inset-0 z-40 overflow-y-auto outline-none"
        >
          <Dialog.Title className="sr-only">{t("detail.task")}</Dialog.Title>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PanelContent({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations();
  const found = useTask(id);
  const pending = usePending();
  // A task that is on its way into the trash is shown until the panel closes.
  const task = found.data && (applyPending(found.data, pending) ?? found.data);
  return (
    <>
      <div className="flex items-center justify-end gap-1 px-2 pt-2">
        {task && <TaskMenu task={task} onGone={onClose} />}
        <button
          type="button"
          aria-label={t("detail.close")}
          className="text-faint hover:text-ink hover:bg-brand-soft grid size-8 place-items-center rounded-lg"
          onClick={onClose}
        >
          <X className="size-5" aria-hidden="true" />
        </button>
      </div>
      {found.isError && !task && (
        <ListFailure error={found.error} onRetry={() => void found.refetch()} />
      )}
      {task && <TaskDetails task={task} />}
    </>
  );
}

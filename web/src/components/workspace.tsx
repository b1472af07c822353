"use client";

import { MessageCircle, PanelLeft, PanelRight, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ReactNode } from "react";

import { AccountMenu } from "@/components/account/account-menu";
import { Commands } from "@/components/commands/commands";
import { ConflictProvider } from "@/components/detail/conflict-provider";
import { Sidebar } from "@/components/sidebar/sidebar";
import { SidebarDrawer } from "@/components/sidebar/sidebar-drawer";
import { LateDragging } from "@/components/tasks/late-dragging";
import { Button } from "@/components/ui/button";
import { late } from "@/components/ui/late";
import { Logo } from "@/components/ui/logo";
import type { Account } from "@/lib/api-client";
import { useLive } from "@/lib/use-live";
import { useMedia, WIDE } from "@/lib/use-media";
import { useOpenTask } from "@/lib/use-open-task";
import { usePreference } from "@/lib/use-preference";
import { useReminders } from "@/lib/use-reminders";

const ChatPanel = late(() =>
  import("@/components/chat/chat-panel").then((module) => module.ChatPanel),
);

/** Loaded with the first task that is opened. */
const TaskPanel = late(() =>
  import("@/components/detail/task-panel").then((module) => module.TaskPanel),
);

/** Nothing of it is needed before the first tasks are shown. */
const OfflineLine = late(() =>
  import("@/components/offline/offline-line").then((module) => module.OfflineLine),
);

interface WorkspaceProps {
  /** Undefined until it is known. */
  account: Account | undefined;
  /** The list that the address names. */
  children: ReactNode;
}

/** Lists, tasks and the assistant side by side; on a narrow screen they lie over the tasks. */
export function Workspace({ account, children }: WorkspaceProps) {
  const t = useTranslations();
  const [sidebar, setSidebar] = usePreference("todo_sidebar");
  const [assistant, setAssistant] = usePreference("todo_assistant");
  useLive(account !== undefined);
  useReminders(usePreference("todo_reminders")[0] && account !== undefined);
  return (
    <ConflictProvider>
      <Commands />
      <div className="flex h-dvh print:block print:h-auto">
        {sidebar && (
          <div className="border-line hidden w-60 shrink-0 flex-col border-r lg:flex print:hidden">
            <Sidebar>
              <div className="flex h-12 items-center px-2">
                <Logo />
              </div>
            </Sidebar>
          </div>
        )}
        <div className="grid min-w-0 flex-1 grid-rows-[auto_auto_minmax(0,1fr)] print:block">
          <header className="border-line flex h-12 items-center gap-1 border-b px-2 md:px-3 print:hidden">
            <SidebarDrawer />
            <Toggle
              label={t("sidebar.lists")}
              on={sidebar}
              className="max-lg:hidden"
              onChange={setSidebar}
            >
              <PanelLeft className="size-4" aria-hidden="true" />
            </Toggle>
            <span className="flex-1" />
            {account && <AccountMenu account={account} />}
            <Toggle
              label={t("page.assistantBeside")}
              on={assistant}
              className="max-md:hidden"
              onChange={setAssistant}
            >
              <PanelRight className="size-4" aria-hidden="true" />
            </Toggle>
          </header>
          <div>{account && <OfflineLine account={account} />}</div>
          <Columns assistant={assistant}>{children}</Columns>
        </div>
      </div>
      <LateDragging />
    </ConflictProvider>
  );
}

/** The list, the open task and the assistant. */
function Columns({ assistant, children }: { assistant: boolean; children: ReactNode }) {
  const { openId } = useOpenTask();
  const [chatOpen, setChatOpen] = useState(false);
  return (
    <div className="flex min-h-0 min-w-0 print:block">
      <main
        data-scroller=""
        className="min-h-0 min-w-0 flex-1 overflow-y-auto print:overflow-visible"
      >
        <div className="mx-auto max-w-3xl px-4 pt-4 pb-24 has-data-wide:max-w-none md:px-7 md:pb-10">
          {children}
        </div>
      </main>
      <div
        className={`relative shrink-0 md:w-[22rem] 2xl:flex 2xl:w-auto print:hidden ${openId ? "xl:w-[26rem]" : "xl:w-96"} ${
          assistant || openId ? "" : "md:hidden"
        }`}
      >
        {openId && <TaskPanel id={openId} />}
        <Assistant
          beside={assistant}
          over={chatOpen}
          onClose={() => {
            setChatOpen(false);
          }}
        />
      </div>
      {!chatOpen && (
        <ChatOpener
          onOpen={() => {
            setChatOpen(true);
          }}
        />
      )}
    </div>
  );
}

interface AssistantProps {
  /** Whether it stands beside the list where there is room. */
  beside: boolean;
  /** Whether it lies over the list where there is none. */
  over: boolean;
  onClose: () => void;
}

function Assistant({ beside, over, onClose }: AssistantProps) {
  const t = useTranslations();
  const wide = useMedia(WIDE);
  const inSight = over || (wide && beside);
  // Loaded when it comes into sight, and kept from then on: a turn goes on where nobody looks.
  const [met, setMet] = useState(inSight);
  if (inSight && !met) setMet(true);
  return (
    <aside
      aria-label={t("chat.assistant")}
      className={`bg-card border-line min-h-0 flex-col ${beside ? "md:flex" : "md:hidden"} md:h-full md:border-l 2xl:w-96 ${
        over ? "fixed inset-0 z-30 flex md:static" : "hidden"
      }`}
    >
      <button
        type="button"
        className="text-faint absolute top-2 right-2 z-10 rounded-lg p-2 md:hidden"
        aria-label={t("page.closeAssistant")}
        onClick={onClose}
      >
        <X className="size-5" aria-hidden="true" />
      </button>
      {met && <ChatPanel />}
    </aside>
  );
}

/** Opens the assistant on a narrow screen. */
function ChatOpener({ onOpen }: { onOpen: () => void }) {
  const t = useTranslations();
  return (
    <button
      type="button"
      className="bg-brand text-brand-ink fixed right-4 bottom-4 z-20 flex items-center gap-2 rounded-full px-5 py-3 font-medium shadow-lg md:hidden print:hidden"
      onClick={onOpen}
    >
      <MessageCircle className="size-5" aria-hidden="true" />
      {t("chat.assistant")}
    </button>
  );
}

interface ToggleProps {
  label: string;
  on: boolean;
  className: string;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

function Toggle({ label, on, className, onChange, children }: ToggleProps) {
  const t = useTranslations();
  return (
    <Button
      look="quiet"
      className={`w-9 ${className}`}
      aria-label={label}
      title={t(on ? "page.hide" : "page.show", { what: label })}
      aria-pressed={on}
      onClick={() => {
        onChange(!on);
      }}
    >
      {children}
    </Button>
  );
}

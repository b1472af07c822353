"use client";

import { MessageCircle, PanelLeft, PanelRight, X } from "lucide-react";
import dynamic from "next/dynamic";
import { useState, type ReactNode } from "react";

import { AccountMenu } from "@/components/account/account-menu";
import { ChatPanel } from "@/components/chat/chat-panel";
import { Commands } from "@/components/commands/commands";
import { ConflictProvider } from "@/components/detail/conflict-dialog";
import { Sidebar } from "@/components/sidebar/sidebar";
import { SidebarDrawer } from "@/components/sidebar/sidebar-drawer";
import { TaskDragging } from "@/components/tasks/task-dragging";
import { Button } from "@/components/ui/button";
import { Logo } from "@/components/ui/logo";
import type { Account } from "@/lib/api-client";
import { useLive } from "@/lib/use-live";
import { useOpenTask } from "@/lib/use-open-task";
import { usePreference } from "@/lib/use-preference";

/** Loaded with the first task that is opened. */
const TaskPanel = dynamic(
  () => import("@/components/detail/task-panel").then((module) => module.TaskPanel),
  { ssr: false },
);

interface WorkspaceProps {
  account: Account;
  /** The list that the address names. */
  children: ReactNode;
}

/** Lists, tasks and the assistant side by side; on a narrow screen they lie over the tasks. */
export function Workspace({ account, children }: WorkspaceProps) {
  const [sidebar, setSidebar] = usePreference("todo_sidebar");
  const [assistant, setAssistant] = usePreference("todo_assistant");
  useLive();
  return (
    <ConflictProvider>
      <Commands />
      <TaskDragging>
        <div className="flex h-dvh">
          {sidebar && (
            <div className="border-line hidden w-60 shrink-0 flex-col border-r lg:flex">
              <Sidebar>
                <div className="flex h-12 items-center px-2">
                  <Logo />
                </div>
              </Sidebar>
            </div>
          )}
          <div className="grid min-w-0 flex-1 grid-rows-[auto_minmax(0,1fr)]">
            <header className="border-line flex h-12 items-center gap-1 border-b px-2 md:px-3">
              <SidebarDrawer />
              <Toggle label="Lists" on={sidebar} className="max-lg:hidden" onChange={setSidebar}>
                <PanelLeft className="size-4" aria-hidden="true" />
              </Toggle>
              <span className="flex-1" />
              <AccountMenu account={account} />
              <Toggle
                label="Assistant beside the tasks"
                on={assistant}
                className="max-md:hidden"
                onChange={setAssistant}
              >
                <PanelRight className="size-4" aria-hidden="true" />
              </Toggle>
            </header>
            <Columns assistant={assistant}>{children}</Columns>
          </div>
        </div>
      </TaskDragging>
    </ConflictProvider>
  );
}

/** The list, the open task and the assistant. */
function Columns({ assistant, children }: { assistant: boolean; children: ReactNode }) {
  const { openId } = useOpenTask();
  const [chatOpen, setChatOpen] = useState(false);
  return (
    <div className="flex min-h-0 min-w-0">
      <main data-scroller="" className="min-h-0 min-w-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-3xl px-4 pt-4 pb-24 has-data-wide:max-w-none md:px-7 md:pb-10">
          {children}
        </div>
      </main>
      <div
        className={`relative shrink-0 md:w-[22rem] 2xl:flex 2xl:w-auto ${openId ? "xl:w-[26rem]" : "xl:w-96"} ${
          assistant || openId ? "" : "md:hidden"
        }`}
      >
        {openId && <TaskPanel id={openId} />}
        <aside
          aria-label="Assistant"
          className={`bg-card border-line min-h-0 flex-col ${assistant ? "md:flex" : "md:hidden"} md:h-full md:border-l 2xl:w-96 ${
            chatOpen ? "fixed inset-0 z-30 flex md:static" : "hidden"
          }`}
        >
          <button
            type="button"
            className="text-faint absolute top-2 right-2 z-10 rounded-lg p-2 md:hidden"
            aria-label="Close the assistant"
            onClick={() => {
              setChatOpen(false);
            }}
          >
            <X className="size-5" aria-hidden="true" />
          </button>
          <ChatPanel />
        </aside>
      </div>
      {!chatOpen && (
        <button
          type="button"
          className="bg-brand text-brand-ink fixed right-4 bottom-4 z-20 flex items-center gap-2 rounded-full px-5 py-3 font-medium shadow-lg md:hidden"
          onClick={() => {
            setChatOpen(true);
          }}
        >
          <MessageCircle className="size-5" aria-hidden="true" />
          Assistant
        </button>
      )}
    </div>
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
  return (
    <Button
      look="quiet"
      className={`w-9 ${className}`}
      aria-label={label}
      title={`${on ? "Hide" : "Show"}: ${label}`}
      aria-pressed={on}
      onClick={() => {
        onChange(!on);
      }}
    >
      {children}
    </Button>
  );
}

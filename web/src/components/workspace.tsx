"use client";

import { MessageCircle, X } from "lucide-react";
import { useState } from "react";

import { AccountMenu } from "@/components/account/account-menu";
import { ChatPanel } from "@/components/chat/chat-panel";
import { TaskPane } from "@/components/tasks/task-pane";
import { Logo } from "@/components/ui/logo";
import type { Account } from "@/lib/api-client";

/** Tasks beside a chat; on a narrow screen the chat lies over the tasks. */
export function Workspace({ account }: { account: Account }) {
  const [chatOpen, setChatOpen] = useState(false);
  return (
    <div className="mx-auto grid h-dvh max-w-6xl grid-rows-[auto_1fr]">
      <header className="flex items-center justify-between px-4 py-3 md:px-6">
        <Logo />
        <AccountMenu account={account} />
      </header>
      <div className="grid min-h-0 grid-cols-1 gap-4 px-0 md:grid-cols-[minmax(0,1fr)_24rem] md:px-6 md:pb-6">
        <main className="min-h-0 overflow-y-auto px-4 pb-24 md:px-0 md:pb-0">
          <TaskPane />
        </main>
        <aside
          aria-label="Assistant"
          className={`bg-card border-line min-h-0 flex-col md:flex md:rounded-2xl md:border ${
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

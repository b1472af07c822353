"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";

import { ConversationRow } from "@/components/chat/conversation-row";
import { Button } from "@/components/ui/button";
import { INPUT } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import { sentence } from "@/lib/problem";
import { useConversations } from "@/lib/use-conversations";

interface ConversationListProps {
  /** The id of the open one. */
  current: string;
  onOpen: (id: string) => void;
  /** Called when the open one was deleted. */
  onGone: () => Promise<void>;
  onClose: () => void;
}

/** All conversations, the newest first, searched as one types. */
export function ConversationList({ current, onOpen, onGone, onClose }: ConversationListProps) {
  const t = useTranslations();
  const [text, setText] = useState("");
  const sought = useDeferredValue(text.trim());
  const found = useConversations(sought);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const empty = found.isSuccess && !found.isPlaceholderData && rows.length === 0;
  return (
    <Modal title={t("chat.conversations")} onClose={onClose}>
      <SearchBox text={text} onText={setText} />
      {found.isError && (
        <p role="alert" className="text-late text-sm">
          {sentence(found.error, t)}
        </p>
      )}
      <p role="status" className="text-faint text-sm">
        {empty && t(sought ? "chat.nothingFound" : "chat.nothingSaid")}
      </p>
      <ul aria-label={t("chat.conversations")} className="-mx-2 grid grid-cols-1 gap-0.5">
        {rows.map((row) => (
          <ConversationRow
            key={row.id}
            conversation={row}
            current={row.id === current}
            onOpen={() => {
              onOpen(row.id);
              onClose();
            }}
            onGone={() => (row.id === current ? onGone() : Promise.resolve())}
          />
        ))}
      </ul>
      {found.hasNextPage && (
        <Button
          className="mt-3 w-full"
          disabled={found.isFetchingNextPage}
          onClick={() => void found.fetchNextPage()}
        >
          {t("do.showMore")}
        </Button>
      )}
    </Modal>
  );
}

function SearchBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useTranslations();
  return (
    <div className="relative mb-3">
      <Search
        className="text-faint pointer-events-none absolute top-3 left-3 size-4"
        aria-hidden="true"
      />
      <input
        type="search"
        aria-label={t("chat.searchLabel")}
        placeholder={t("chat.searchHint")}
        maxLength={200}
        className={`${INPUT} pl-9`}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
    </div>
  );
}

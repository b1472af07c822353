"use client";

import { Search } from "lucide-react";
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
  const [text, setText] = useState("");
  const words = useDeferredValue(text.trim());
  const found = useConversations(words);
  const rows = found.data?.pages.flatMap((page) => page.items) ?? [];
  const empty = found.isSuccess && !found.isPlaceholderData && rows.length === 0;
  return (
    <Modal title="Conversations" onClose={onClose}>
      <SearchBox text={text} onText={setText} />
      {found.isError && (
        <p role="alert" className="text-late text-sm">
          {sentence(found.error)}
        </p>
      )}
      <p role="status" className="text-faint text-sm">
        {empty && (words ? "Nothing was found. Try fewer words." : "Nothing was said yet.")}
      </p>
      <ul aria-label="Conversations" className="-mx-2 grid grid-cols-1 gap-0.5">
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
          Show more
        </Button>
      )}
    </Modal>
  );
}

function SearchBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <div className="relative mb-3">
      <Search
        className="text-faint pointer-events-none absolute top-3 left-3 size-4"
        aria-hidden="true"
      />
      <input
        type="search"
        aria-label="Search conversations"
        placeholder="Search what was said"
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

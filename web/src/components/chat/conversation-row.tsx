import { ConversationMenu } from "@/components/chat/conversation-menu";
import { FoundPassage } from "@/components/chat/found-passage";
import { whenSaid } from "@/lib/dates";
import { useWords } from "@/lib/words";
import type { ConversationListed } from "@/types/chat";

interface ConversationRowProps {
  conversation: ConversationListed;
  current: boolean;
  onOpen: () => void;
  onGone: () => Promise<void>;
}

/** One conversation in the list: its title, when it was, and what a search found in it. */
export function ConversationRow({ conversation, current, onOpen, onGone }: ConversationRowProps) {
  const words = useWords();
  const { t } = words;
  const { id, title, updated_at, passage } = conversation;
  return (
    <li
      className={`hover:bg-page flex items-center rounded-lg pr-1 ${current ? "bg-brand-soft" : ""}`}
    >
      <button
        type="button"
        aria-current={current}
        className="min-w-0 flex-1 rounded-lg px-3 py-2 text-left"
        onClick={onOpen}
      >
        <span className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 truncate">{title}</span>
          <span className="text-faint shrink-0 text-xs">{whenSaid(words, updated_at)}</span>
        </span>
        {passage && <FoundPassage passage={passage} />}
      </button>
      <ConversationMenu
        id={id}
        title={title}
        label={t("chat.moreAbout", { title })}
        onGone={onGone}
      />
    </li>
  );
}

"use client";

import * as Menu from "@radix-ui/react-dropdown-menu";
import { Ellipsis } from "lucide-react";
import { useState } from "react";

import { DeleteConversation } from "@/components/chat/delete-conversation";
import { RenameConversation } from "@/components/chat/rename-conversation";
import { exportAddress, type ExportFormat } from "@/lib/conversations-api";

const ITEM =
  "flex cursor-pointer items-center rounded-lg px-3 py-2 text-sm outline-none data-[highlighted]:bg-brand-soft";
const FORMATS: { format: ExportFormat; name: string }[] = [
  { format: "markdown", name: "Markdown" },
  { format: "json", name: "JSON" },
];

interface ConversationMenuProps {
  id: string;
  title: string;
  /** What the button is called. */
  label: string;
  /** Called when the conversation was deleted. */
  onGone: () => Promise<void>;
}

/** What can be done with a conversation. */
export function ConversationMenu({ id, title, label, onGone }: ConversationMenuProps) {
  const [dialog, setDialog] = useState<"rename" | "delete" | null>(null);
  const close = () => {
    setDialog(null);
  };
  return (
    <>
      <Menu.Root>
        <Menu.Trigger
          aria-label={label}
          className="text-faint hover:text-ink hover:bg-brand-soft grid min-h-9 min-w-8 place-items-center rounded-lg"
        >
          <Ellipsis className="size-4.5" aria-hidden="true" />
        </Menu.Trigger>
        <Menu.Portal>
          <Menu.Content
            align="end"
            className="bg-card border-line z-50 min-w-48 rounded-xl border p-1 shadow-lg"
          >
            <Menu.Item
              className={ITEM}
              onSelect={() => {
                setDialog("rename");
              }}
            >
              Rename
            </Menu.Item>
            <Exports id={id} />
            <Menu.Separator className="bg-line my-1 h-px" />
            <Menu.Item
              className={`${ITEM} text-late`}
              onSelect={() => {
                setDialog("delete");
              }}
            >
              Delete
            </Menu.Item>
          </Menu.Content>
        </Menu.Portal>
      </Menu.Root>
      {dialog === "rename" && <RenameConversation id={id} title={title} onClose={close} />}
      {dialog === "delete" && (
        <DeleteConversation id={id} title={title} onGone={onGone} onClose={close} />
      )}
    </>
  );
}

function Exports({ id }: { id: string }) {
  return FORMATS.map(({ format, name }) => (
    <Menu.Item key={format} asChild className={ITEM}>
      <a href={exportAddress(id, format)} download>
        Export as {name}
      </a>
    </Menu.Item>
  ));
}

"use client";

import * as Radix from "@radix-ui/react-dropdown-menu";
import { useState } from "react";

import { DeleteConversation } from "@/components/chat/delete-conversation";
import { RenameConversation } from "@/components/chat/rename-conversation";
import { MENU_ITEM, Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { exportAddress, type ExportFormat } from "@/lib/conversations-api";

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
      <Menu label={label} className="min-h-9">
        <MenuItem
          onSelect={() => {
            setDialog("rename");
          }}
        >
          Rename
        </MenuItem>
        <Exports id={id} />
        <MenuLine />
        <MenuItem
          danger
          onSelect={() => {
            setDialog("delete");
          }}
        >
          Delete
        </MenuItem>
      </Menu>
      {dialog === "rename" && <RenameConversation id={id} title={title} onClose={close} />}
      {dialog === "delete" && (
        <DeleteConversation id={id} title={title} onGone={onGone} onClose={close} />
      )}
    </>
  );
}

function Exports({ id }: { id: string }) {
  return FORMATS.map(({ format, name }) => (
    <Radix.Item key={format} asChild className={MENU_ITEM}>
      <a href={exportAddress(id, format)} download>
        Export as {name}
      </a>
    </Radix.Item>
  ));
}

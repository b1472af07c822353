"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";

import { late } from "@/components/ui/late";
import { MENU_ITEM, Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import { exportAddress, type ExportFormat } from "@/lib/conversations-api";
import { useMenuParts } from "@/lib/late-menus";

const DeleteConversation = late(() =>
  import("@/components/chat/delete-conversation").then((module) => module.DeleteConversation),
);

const RenameConversation = late(() =>
  import("@/components/chat/rename-conversation").then((module) => module.RenameConversation),
);

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
  const t = useTranslations();
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
          {t("do.rename")}
        </MenuItem>
        <Exports id={id} />
        <MenuLine />
        <MenuItem
          danger
          onSelect={() => {
            setDialog("delete");
          }}
        >
          {t("do.delete")}
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
  const Radix = useMenuParts();
  const t = useTranslations();
  return FORMATS.map(({ format, name }) => (
    <Radix.Item key={format} asChild className={MENU_ITEM}>
      <a href={exportAddress(id, format)} download>
        {t("chat.exportAs", { format: name })}
      </a>
    </Radix.Item>
  ));
}

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";

interface VoiceNoticeProps {
  onAgree: () => void;
  onClose: () => void;
}

/** Says where the sound may go, before the first word is spoken. */
export function VoiceNotice({ onAgree, onClose }: VoiceNoticeProps) {
  const t = useTranslations();
  return (
    <Modal title={t("chat.beforeYouSpeak")} onClose={onClose}>
      <p className="mb-4">{t("chat.speechNotice")}</p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t("chat.notNow")}</Button>
        <Button look="primary" onClick={onAgree}>
          {t("chat.speak")}
        </Button>
      </div>
    </Modal>
  );
}

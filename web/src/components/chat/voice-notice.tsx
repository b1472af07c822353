import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";

interface VoiceNoticeProps {
  onAgree: () => void;
  onClose: () => void;
}

/** Says where the sound may go, before the first word is spoken. */
export function VoiceNotice({ onAgree, onClose }: VoiceNoticeProps) {
  return (
    <Modal title="Before you speak" onClose={onClose}>
      <p className="mb-4">
        Your browser turns speech into text. It may send the sound to its maker for that. We get
        only the text, and only when you send it.
      </p>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Not now</Button>
        <Button look="primary" onClick={onAgree}>
          Speak
        </Button>
      </div>
    </Modal>
  );
}

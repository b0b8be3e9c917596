import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/copy-text";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";

type SecretDialogProps = { title: string; description: string; label: string; secret: string; onClose: () => void };

/** What is shown once and cannot be read again. */
export function SecretDialog({ title, description, label, secret, onClose }: SecretDialogProps) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      width="md"
      title={title}
      description={description}
      footer={
        <>
          <Button onClick={() => void copyText(secret, label)}>Copy</Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <TextField label={label} readOnly inputClassName="font-mono" value={secret} onFocus={({ target }) => target.select()} />
    </Dialog>
  );
}

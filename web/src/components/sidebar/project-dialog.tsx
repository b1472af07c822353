"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type SubmitEvent } from "react";

import { ColorChoice } from "@/components/sidebar/color-choice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Modal } from "@/components/ui/modal";
import type { Color, Project } from "@/lib/api-client";
import { sentence } from "@/lib/problem";
import { useProjectActions } from "@/lib/use-projects";

interface ProjectDialogProps {
  /** The one to change; without it a new one is made. */
  project?: Project;
  onClose: () => void;
}

/** Name and colour of a project. */
export function ProjectDialog({ project, onClose }: ProjectDialogProps) {
  const { create, update } = useProjectActions();
  const router = useRouter();
  const [name, setName] = useState(project?.name ?? "");
  const [color, setColor] = useState<Color>(project?.color ?? "grey");
  const key = useRef(crypto.randomUUID());
  const saving = project ? update : create;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (project) {
      update.mutate({ project, changes: { name, color } }, { onSuccess: onClose });
      return;
    }
    const onSuccess = (made: Project) => {
      onClose();
      router.push(`/projects/${made.id}`);
    };
    create.mutate({ name, color, key: key.current }, { onSuccess });
  };
  return (
    <Modal title={project ? "Name and colour" : "New project"} onClose={onClose}>
      <form onSubmit={submit} className="grid gap-4">
        <Field
          label="Name"
          required
          maxLength={100}
          value={name}
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <ColorChoice color={color} onChange={setColor} />
        {saving.isError && (
          <p role="alert" className="text-late text-sm">
            {sentence(saving.error)}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit" disabled={saving.isPending}>
            {project ? "Save" : "Add project"}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

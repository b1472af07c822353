"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";

import { ColorChoice } from "@/components/sidebar/color-choice";
import { NamedForm } from "@/components/sidebar/named-form";
import type { Color, Project } from "@/lib/api-client";
import { useProjectActions } from "@/lib/use-projects";

interface ProjectDialogProps {
  /** The one to change; without it a new one is made. */
  project?: Project;
  onClose: () => void;
}

/** Name and colour of a project. */
export function ProjectDialog({ project, onClose }: ProjectDialogProps) {
  const t = useTranslations();
  const { create, update } = useProjectActions();
  const router = useRouter();
  const [name, setName] = useState(project?.name ?? "");
  const [color, setColor] = useState<Color>(project?.color ?? "grey");
  const key = useRef(crypto.randomUUID());
  const saving = project ? update : create;
  const submit = () => {
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
    <NamedForm
      title={t(project ? "sidebar.nameAndColor" : "sidebar.newProject")}
      name={name}
      onName={setName}
      error={saving.error}
      verb={t(project ? "do.save" : "sidebar.makeProject")}
      disabled={saving.isPending}
      onSubmit={submit}
      onClose={onClose}
    >
      <ColorChoice color={color} onChange={setColor} />
    </NamedForm>
  );
}

"use client";

import { useTranslations } from "next-intl";

import { Button } from "@/components/ui/button";
import { Modal } from "@/components/ui/modal";
import type { Project } from "@/lib/api-client";
import type { TasksOfDeleted } from "@/lib/projects-api";
import { useProjectActions } from "@/lib/use-projects";

interface DeleteProjectDialogProps {
  project: Project;
  onDeleted: () => void;
  onClose: () => void;
}

/** Asks what becomes of the tasks of a project that goes away. */
export function DeleteProjectDialog({ project, onDeleted, onClose }: DeleteProjectDialogProps) {
  const t = useTranslations();
  const { remove } = useProjectActions();
  const count = project.open_count ?? 0;
  const decide = (tasks: TasksOfDeleted) => {
    remove(project, tasks);
    onDeleted();
    onClose();
  };
  return (
    <Modal title={t("sidebar.deleteProject", { name: project.name })} onClose={onClose}>
      <p className="text-sm">
        {count === 0 ? t("sidebar.deleteEmpty") : t("sidebar.deleteFull", { count })}
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>{t("do.cancel")}</Button>
        <Button
          look="danger"
          onClick={() => {
            decide("trash");
          }}
        >
          {t("sidebar.deleteWithTasks")}
        </Button>
        <Button
          look="primary"
          onClick={() => {
            decide("inbox");
          }}
        >
          {t(count === 0 ? "do.delete" : "sidebar.keepInInbox")}
        </Button>
      </div>
    </Modal>
  );
}

"use client";

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
  const { remove } = useProjectActions();
  const count = project.open_count ?? 0;
  const decide = (tasks: TasksOfDeleted) => {
    remove(project, tasks);
    onDeleted();
    onClose();
  };
  return (
    <Modal title={`Delete “${project.name}”?`} onClose={onClose}>
      <p className="text-sm">
        {count === 0
          ? "No open task is in it."
          : `${count === 1 ? "One open task is" : `${count} open tasks are`} in it. Where shall its tasks go?`}{" "}
        You can undo this.
      </p>
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="danger"
          onClick={() => {
            decide("trash");
          }}
        >
          Delete with its tasks
        </Button>
        <Button
          look="primary"
          onClick={() => {
            decide("inbox");
          }}
        >
          {count === 0 ? "Delete" : "Keep them in the inbox"}
        </Button>
      </div>
    </Modal>
  );
}

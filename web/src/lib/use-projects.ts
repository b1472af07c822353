"use client";

import { useMutation, useQuery, type UseQueryResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";

import type { Color, Project, ProjectUpdate } from "./api-client";
import {
  createProject,
  deleteProject,
  fetchProjects,
  updateProject,
  type TasksOfDeleted,
} from "./projects-api";
import { keys } from "./query-keys";
import { useToast } from "./toasts";
import { useChangeTasks } from "./use-change-tasks";
import { useRefreshTasks } from "./use-refresh";
import { useUndo, type Fits } from "./use-undo";

/** Projects in their order; the archived ones are a list of their own. */
export function useProjects(archived = false): UseQueryResult<Project[]> {
  return useQuery({
    queryKey: [...keys.projects, { archived }],
    queryFn: () => fetchProjects(archived),
  });
}

/** The project of this id, if it is there and not archived. */
export function useProject(id: string | null | undefined): Project | undefined {
  return useProjects().data?.find((project) => project.id === id);
}

/** All ways to change projects; the dialogs show what went wrong with a name. */
export function useProjectActions() {
  const t = useTranslations();
  const change = useChangeTasks();
  const refresh = useRefreshTasks();
  const toast = useToast();
  const undo = useUndo();
  const told = (text: string, fits: Fits) => {
    const run = () => {
      undo(fits);
    };
    toast({ text, action: { label: t("do.undo"), run } });
  };
  return {
    create: useMutation({
      mutationFn: ({ name, color, key }: { name: string; color: Color; key: string }) =>
        createProject(name, color, key),
      onSettled: refresh,
    }),
    update: useMutation({
      mutationFn: ({ project, changes }: { project: Project; changes: ProjectUpdate }) =>
        updateProject(project, changes),
      onSuccess: (made) => {
        told(t("told.projectChanged", { name: made.name }), madeVersion(made));
      },
      onSettled: refresh,
    }),
    archive: (project: Project, archived: boolean) => {
      change({
        run: () => updateProject(project, { archived }),
        says: t(archived ? "told.projectArchived" : "told.projectBack", { name: project.name }),
        fits: madeVersion,
      });
    },
    remove: (project: Project, tasks: TasksOfDeleted) => {
      change({
        run: () => deleteProject(project.id, tasks),
        says: t("told.projectDeleted", { name: project.name }),
        fits: () => (one) => one.project_id === project.id && one.action === "delete",
      });
    },
  };
}

const madeVersion =
  (made: Project): Fits =>
  (one) =>
    one.project_id === made.id && one.project_after?.version === made.version;

"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { importTasks, type ImportOptions } from "./transfer-api";
import { useRefreshTasks } from "./use-refresh";

/** A file of tasks: looked at when it is chosen, taken over when the person says so. */
export function useImport() {
  const [file, setFile] = useState<File | null>(null);
  const [key, setKey] = useState("");
  const [skipExisting, setSkip] = useState(true);
  const refresh = useRefreshTasks();
  const look = useMutation({
    mutationFn: ({ file: chosen, ...options }: ImportOptions & { file: File }) =>
      importTasks(chosen, options),
  });
  const take = useMutation({
    mutationFn: () => importTasks(file ?? new Blob(), { dryRun: false, skipExisting, key }),
    onSuccess: refresh,
  });
  const lookAt = (chosen: File, skip: boolean) => {
    const fresh = crypto.randomUUID();
    setKey(fresh);
    take.reset();
    look.mutate({ file: chosen, dryRun: true, skipExisting: skip, key: fresh });
  };
  return {
    file,
    skipExisting,
    look,
    take,
    choose: (chosen: File) => {
      setFile(chosen);
      lookAt(chosen, skipExisting);
    },
    setSkipExisting: (skip: boolean) => {
      setSkip(skip);
      if (file && !take.data) lookAt(file, skip);
    },
  };
}

import { PRIORITIES } from "@/lib/task-words";

/** The choices of a field that says how urgent a task is. */
export function PriorityOptions() {
  return PRIORITIES.map((priority) => <option key={priority}>{priority}</option>);
}

"use client";

import { aTask, inDays, LONG, REFUSED, TASKS } from "../data";
import { failed, tasks, tasksKey, type Seed } from "../seeds";
import type { State } from "../states";

import { ColumnsLayout } from "@/components/tasks/columns-layout";
import type { Task } from "@/lib/api-client";
import { boardColumns, mondayOf, weekColumns, type Column } from "@/lib/columns";
import { inboxView } from "@/lib/views";
import { useWords } from "@/lib/words";

const Board = () => <ColumnsLayout view={inboxView(useWords())} layout="board" />;
const Week = () => <ColumnsLayout view={inboxView(useWords())} layout="week" />;

/** What each column of the board finds. */
const board =
  (fill: (column: Column, index: number) => Seed): Seed =>
  (client, words) => {
    boardColumns(words, inboxView(words))
      .map(fill)
      .forEach((seed) => {
        seed(client, words);
      });
  };

const week =
  (tasksOf: (column: Column) => Task[]): Seed =>
  (client, words) => {
    for (const column of weekColumns(words, inboxView(words), mondayOf(inDays(0)))) {
      tasks(column.filter, tasksOf(column))(client, words);
    }
  };

const FILLED = [TASKS.slice(1, 3), [aTask(LONG)], [], TASKS.slice(3, 5)];

export const states: readonly State[] = [
  {
    name: "board",
    Show: Board,
    seeds: [board(({ filter }, index) => tasks(filter, FILLED[index] ?? []))],
  },
  { name: "board, empty", Show: Board, seeds: [board(({ filter }) => tasks(filter, []))] },
  {
    name: "board, one column failed",
    Show: Board,
    seeds: [
      board(({ filter }, index) =>
        index === 0 ? failed(tasksKey(filter), REFUSED) : tasks(filter, []),
      ),
    ],
  },
  {
    name: "week",
    Show: Week,
    seeds: [week(({ current }) => (current ? TASKS.slice(2, 4) : []))],
  },
];

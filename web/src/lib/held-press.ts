/** Keeps a press on a task that came before the code that drags, so that none is lost. */

const BEGINS = ["mousedown", "touchstart", "keydown"] as const;
const ENDS = ["mouseup", "touchend", "touchcancel"] as const;
const PICKS_UP = [" ", "Enter"];

/** Keeps the press that is under way; returns what presses it once more and ends the keeping. */
export function holdPress(): () => void {
  let held: Event | null = null;
  const begin = (event: Event) => {
    if (isOnTask(event)) held = event;
  };
  const end = () => {
    // A key picks up as it is pressed: it need not be held.
    if (held?.type !== "keydown") held = null;
  };
  for (const name of BEGINS) document.addEventListener(name, begin, { passive: true });
  for (const name of ENDS) document.addEventListener(name, end, { passive: true });
  return () => {
    for (const name of BEGINS) document.removeEventListener(name, begin);
    for (const name of ENDS) document.removeEventListener(name, end);
    held?.target?.dispatchEvent(copyOf(held));
  };
}

function isOnTask(event: Event): boolean {
  if (!(event.target instanceof Element)) return false;
  if (event instanceof KeyboardEvent)
    return PICKS_UP.includes(event.key) && event.target.matches("[data-drag]");
  return event.target.closest("[data-task]") !== null;
}

function copyOf(event: Event): Event {
  const Kind = event.constructor as new (type: string, init: EventInit) => Event;
  return new Kind(event.type, event);
}

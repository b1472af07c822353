/** Applies a fix after showing it: a yes for a safe one, the typed name for a destructive one. */

import { h } from "./dom.js";
import { mark } from "./parts.js";

/** @typedef {import("./types.d.ts").Offer} Offer */
/** @typedef {import("./types.d.ts").Problem} Problem */

/**
 * @param {string} path
 * @param {object} body
 * @returns {Promise<any>} what the server answers
 * @throws {Error} with the server's words when it refuses
 */
async function post(path, body) {
  const answer = await fetch(`/api/fix/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error([said.what, said.cause].filter(Boolean).join(" "));
  return said;
}

/** Show what a problem's fix would change, and ask. @param {Problem} problem */
export async function mend(problem) {
  const dialog = /** @type {HTMLDialogElement} */ (
    h("dialog", {
      class: "mend",
      "aria-labelledby": "mend-title",
      onclose: () => dialog.remove(),
    })
  );
  document.body.append(dialog);
  dialog.showModal();
  const show = (/** @type {(Node | null)[]} */ ...parts) =>
    dialog.replaceChildren(
      title(problem.fix?.summary ?? ""),
      ...parts.filter((one) => one !== null),
    );
  const close = h(
    "button",
    { type: "button", class: "button", onclick: () => dialog.close() },
    "Close",
  );
  show(waiting("Asking the cluster what it would change…"));
  try {
    const offer = /** @type {Offer} */ (await post("offer", { problem: problem.id }));
    const typed = await agreed(offer, show, close);
    show(difference(offer), waiting("Applying it, and looking whether it helps…"));
    const outcome = await post("accept", { offer: offer.id, typed });
    const says = outcome.worked
      ? "It helped: the problem is gone."
      : "It was applied, and did not help yet.";
    show(
      h("p", { class: "mend-says", role: "status" }, mark(outcome.worked ? "good" : "busy"), says),
      outcome.undo && h("p", { class: "faint" }, `To take it back: ${outcome.undo}`),
      actions(close),
    );
  } catch (error) {
    const says = error instanceof Error ? error.message : String(error);
    show(h("p", { class: "mend-says", role: "alert" }, mark("bad"), says), actions(close));
  }
  close.focus();
}

/**
 * Wait until the person agrees; never ends when the dialog is closed instead.
 * @param {Offer} offer
 * @param {(...parts: (Node | null)[]) => void} show
 * @param {HTMLElement} close
 * @returns {Promise<string>} what was typed
 */
function agreed(offer, show, close) {
  return new Promise((resolve) => {
    const grave = offer.risk === "destructive";
    const field = /** @type {HTMLInputElement} */ (
      h("input", {
        class: "field",
        autocomplete: "off",
        spellcheck: "false",
        id: "mend-name",
      })
    );
    const go = /** @type {HTMLButtonElement} */ (
      h(
        "button",
        {
          type: "submit",
          class: `button ${grave ? "danger" : "main"}`,
          disabled: grave,
        },
        "Apply it",
      )
    );
    field.addEventListener("input", () => (go.disabled = field.value !== offer.name));
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (!go.disabled) resolve(field.value);
    };
    show(
      difference(offer),
      offer.undo ? h("p", { class: "faint" }, `To take it back: ${offer.undo}`) : null,
      h(
        "form",
        { onsubmit: submit },
        grave &&
          h(
            "label",
            { class: "mend-name", for: "mend-name" },
            h("span", {}, "This cannot be undone. Type ", h("code", {}, offer.name), " to go on:"),
            field,
          ),
        actions(close, go),
      ),
    );
    (grave ? field : go).focus();
  });
}

/** @param {string} text */
function title(text) {
  return h("h2", { id: "mend-title" }, text);
}

/** @param {string} text */
function waiting(text) {
  return h("p", { class: "mend-says", role: "status" }, mark("busy"), text);
}

/** @param {...Node} buttons */
function actions(...buttons) {
  return h("div", { class: "mend-actions" }, buttons);
}

/** @param {Offer} offer */
function difference(offer) {
  /** @type {Record<string, string>} */
  const kinds = { "+": "added", "-": "removed", "@": "place" };
  return h(
    "div",
    {
      class: "diff",
      tabindex: 0,
      role: "region",
      "aria-label": `What would change of ${offer.object}`,
    },
    offer.difference
      .split("\n")
      .filter((line) => !/^(---|\+\+\+) /.test(line))
      .map((line) => h("div", { class: kinds[line[0] ?? ""] ?? "" }, line || " ")),
  );
}

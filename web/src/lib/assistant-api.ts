import { api, unwrap, type AssistantChoice, type AssistantChoiceUpdate } from "./api-client";

/** Which model was chosen, and what may be chosen. */
export async function fetchAssistantChoice(): Promise<AssistantChoice> {
  return unwrap(await api.GET("/api/v1/me/assistant"));
}

/** Chooses a model, or gives or takes back a key of one's own. */
export async function changeAssistantChoice(body: AssistantChoiceUpdate): Promise<AssistantChoice> {
  return unwrap(await api.PATCH("/api/v1/me/assistant", { body }));
}

"use client";

import { useQuery } from "@tanstack/react-query";

import { fetchAssistant } from "@/lib/chat-api";
import { keys } from "@/lib/query-keys";
import { useSuggestions } from "@/lib/use-suggestions";
import { useWords } from "@/lib/words";

interface SuggestionsProps {
  onPick: (text: string) => Promise<void>;
}

/** What one could say, for an empty conversation; and who listens, when that is no AI model. */
export function Suggestions({ onPick }: SuggestionsProps) {
  const { t, language } = useWords();
  const { data: assistant } = useQuery({ queryKey: keys.assistant, queryFn: fetchAssistant });
  const offline = assistant?.offline === true;
  const ideas = useSuggestions(offline);
  return (
    <div className="py-6">
      <p className="text-faint mb-3 text-sm">{t("suggestions.intro")}</p>
      <ul lang={offline ? "en" : undefined} className="grid justify-items-start gap-2">
        {ideas.map((idea) => (
          <li key={idea}>
            <button
              type="button"
              className="border-line hover:border-brand rounded-full border px-3.5 py-1.5 text-left text-sm"
              onClick={() => void onPick(idea)}
            >
              {idea}
            </button>
          </li>
        ))}
      </ul>
      {offline && (
        <p className="text-faint mt-5 text-xs">
          {language === "en" ? assistant.detail : t("suggestions.offline")}
        </p>
      )}
    </div>
  );
}

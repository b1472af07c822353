"use client";

import { useQuery } from "@tanstack/react-query";

import { fetchAssistant } from "@/lib/chat-api";
import { keys } from "@/lib/query-keys";
import { useSuggestions } from "@/lib/use-suggestions";

interface SuggestionsProps {
  onPick: (text: string) => Promise<void>;
}

/** What one could say, for an empty conversation; and who listens, when that is no AI model. */
export function Suggestions({ onPick }: SuggestionsProps) {
  const ideas = useSuggestions();
  const { data: assistant } = useQuery({ queryKey: keys.assistant, queryFn: fetchAssistant });
  return (
    <div className="py-6">
      <p className="text-faint mb-3 text-sm">Tell me what you have to do, in your own words.</p>
      <ul className="grid justify-items-start gap-2">
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
      {assistant?.offline && <p className="text-faint mt-5 text-xs">{assistant.detail}</p>}
    </div>
  );
}

interface SuggestionsProps {
  onPick: (text: string) => Promise<void>;
}

const IDEAS = ["Add buy milk tomorrow at 5pm #home", "What is due this week?", "What can you do?"];

/** What one could say, for an empty conversation. */
export function Suggestions({ onPick }: SuggestionsProps) {
  return (
    <div className="py-6">
      <p className="text-faint mb-3 text-sm">Tell me what you have to do, in your own words.</p>
      <ul className="grid justify-items-start gap-2">
        {IDEAS.map((idea) => (
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
    </div>
  );
}

/** Three dots while the assistant works. */
export function Thinking() {
  return (
    <span role="status" className="text-faint flex gap-1 py-1">
      <span className="sr-only">The assistant is working</span>
      {[0, 150, 300].map((delay) => (
        <span
          key={delay}
          className="bg-faint size-1.5 animate-pulse rounded-full"
          style={{ animationDelay: `${delay}ms` }}
        />
      ))}
    </span>
  );
}

export function Brand() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <svg viewBox="0 0 20 20" aria-hidden="true" className="size-5 text-accent">
        <title>Freshet</title>
        <path
          d="M2 7c2.7-2.7 5.3-2.7 8 0s5.3 2.7 8 0M2 13c2.7-2.7 5.3-2.7 8 0s5.3 2.7 8 0"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
        />
      </svg>
      Freshet
    </span>
  );
}

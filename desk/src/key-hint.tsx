/** The key that does what a button or link does, for who sees it; `?` tells it to all. */
export function KeyHint({ of: key }: { of: string }) {
  return (
    <span class="key-hint" aria-hidden="true">
      {key}
    </span>
  );
}

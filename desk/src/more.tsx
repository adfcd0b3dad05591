/** Loads the next page of a list; nothing on the last. */
export function More({ more }: { more: (() => void) | undefined }) {
  if (!more) return null;
  return (
    <button type="button" class="more" onClick={more}>
      Show more
    </button>
  );
}

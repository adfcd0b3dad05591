/** Shows the key for a button or link to sighted editors; `?` lists the keys for everyone. */
export function KeyHint({ of: key }: { of: string }) {
  return (
    <span class="key-hint" aria-hidden="true">
      {key}
    </span>
  );
}

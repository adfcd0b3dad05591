import { useLayoutEffect, useRef } from "preact/hooks";

/** Loads the next page of the list above; hidden on the last. The focus moves to the first new entry. */
export function More({ more }: { more: (() => void) | undefined }) {
  const button = useRef<HTMLButtonElement>(null);
  /** The last entry when more were asked for. */
  const last = useRef<Element>(undefined);
  useLayoutEffect(() => {
    const next = last.current?.nextElementSibling;
    if (!(next instanceof HTMLElement)) return;
    last.current = undefined;
    // A focus that moved elsewhere meanwhile stays there. On the last page the button is gone.
    if (document.activeElement !== button.current && document.activeElement !== document.body) return;
    next.tabIndex = -1;
    (next.querySelector<HTMLElement>("a, button") ?? next).focus();
  });
  if (!more) return null;
  const ask = ({ currentTarget: { parentElement } }: { currentTarget: HTMLElement }) => {
    last.current = parentElement?.querySelector("ol, ul")?.lastElementChild ?? undefined;
    more();
  };
  return (
    <button type="button" class="more" ref={button} onClick={ask}>
      Show more
    </button>
  );
}

import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface ViewProps {
  title: string;
  /** The title as shown, if that is more than its text. */
  heading?: ComponentChildren;
  /** Beside the title. */
  aside?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}

/** Moves the focus to the title, for when the focused element, such as a pressed button, disappears. */
export function focusView(): void {
  document.querySelector<HTMLElement>("#view h1")?.focus();
}

/** Shows a view. Its title gets the focus when it opens, so that a screen reader announces it. */
export function View({ title, heading: shown = title, aside, children, class: name = "" }: ViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${title} · Beatline`;
  }, [title]);
  useLayoutEffect(() => {
    // A screen reader reads a page that was just loaded from its beginning.
    if (navigator.userActivation.hasBeenActive) heading.current?.focus();
  }, []);
  return (
    <div class={`view ${name}`}>
      <div class="title">
        <h1 ref={heading} tabIndex={-1}>
          {shown}
        </h1>
        {aside}
      </div>
      {children}
    </div>
  );
}

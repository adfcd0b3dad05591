import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

interface ViewProps {
  title: string;
  /** The title as it is shown, where that is more than its text. */
  heading?: ComponentChildren;
  /** Beside the title. */
  aside?: ComponentChildren;
  children: ComponentChildren;
  class?: string;
}

/** For when what had the focus goes, such as a button that was pressed: the focus must not go with it. */
export function focusView(): void {
  document.querySelector<HTMLElement>("#view h1")?.focus();
}

/** A view with its title, where the focus goes when it opens, so that a screen reader reads what came. */
export function View({ title, heading: shown = title, aside, children, class: name = "" }: ViewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    document.title = `${title} · Beatline`;
  }, [title]);
  useLayoutEffect(() => {
    // A page that was loaded a moment ago is read from its beginning.
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

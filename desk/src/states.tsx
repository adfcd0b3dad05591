import type { ComponentChildren } from "preact";
import type { Loaded } from "./load.ts";
import { describeError } from "./service.ts";
import { focusView } from "./view.tsx";

export function Loading({ what }: { what: string }) {
  return (
    <p class="state" role="status">
      <span class="pulse" aria-hidden="true" /> Loading {what}…
    </p>
  );
}

interface FailedProps {
  error: unknown;
  /** What could not be loaded, as a sentence. */
  what: string;
  again: () => void;
}

export function Failed({ error, what, again }: FailedProps) {
  const tryAgain = () => {
    focusView();
    again();
  };
  return (
    <div class="state failed" role="alert">
      <p>
        <strong>{what}</strong> {describeError(error)}
      </p>
      <button type="button" onClick={tryAgain}>
        Try again
      </button>
    </div>
  );
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="state">{children}</div>;
}

interface ShownProps<Value> {
  loaded: Loaded<Value>;
  /** As in "Loading the topics…". */
  what: string;
  again: () => void;
  children: (value: Value) => ComponentChildren;
}

/** Shows what was loaded or, in its place, that it is loading or has failed. */
export function Shown<Value>({ loaded, what, again, children }: ShownProps<Value>) {
  if (loaded.state === "loading") return <Loading what={what} />;
  if (loaded.state === "failed")
    return <Failed error={loaded.error} what={`${capitalize(what)} could not be loaded.`} again={again} />;
  return (
    <div aria-busy={loaded.stale}>
      <NotNewer loaded={loaded} what={what} again={again} />
      {children(loaded.value)}
    </div>
  );
}

/** Says, above the value still shown, why there is no newer one. */
export function NotNewer<Value>({ loaded, what, again }: Omit<ShownProps<Value>, "children">) {
  if (loaded.state !== "ready" || loaded.error === undefined) return null;
  return <Failed error={loaded.error} what={`${capitalize(what)} could not be refreshed.`} again={again} />;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

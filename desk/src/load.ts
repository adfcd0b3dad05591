import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export type Loaded<Value> =
  | { state: "loading" }
  | { state: "failed"; error: unknown }
  | {
      state: "ready";
      value: Value;
      /** Whether a newer value is on its way. */
      stale: boolean;
      /** Why no newer value could be loaded. */
      error?: unknown;
    };

interface Load<Value> {
  loaded: Loaded<Value>;
  /** Loads again; the shown value stays until then. */
  reload: () => void;
  /** Shows a newer value from elsewhere, such as the answer to a decision. */
  replace: (value: Value) => void;
}

/**
 * Loads what a view shows: when it opens, when `inputs` change and when the network is back.
 *
 * @param load must pass on the signal, which is aborted when the view is left or its inputs change.
 */
export function useLoad<Value>(load: (signal: AbortSignal) => Promise<Value>, inputs: readonly unknown[]): Load<Value> {
  const [loaded, setLoaded] = useState<Loaded<Value>>({ state: "loading" });
  const running = useRef<AbortController>(undefined);
  const start = useCallback((keepShown: boolean) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setLoaded((shown) => (keepShown && shown.state === "ready" ? { ...shown, stale: true } : { state: "loading" }));
    load(controller.signal).then(
      (value) => !controller.signal.aborted && setLoaded({ state: "ready", value, stale: false }),
      (error: unknown) => !controller.signal.aborted && setLoaded((shown) => fail(shown, error)),
    );
  }, inputs);
  useEffect(() => {
    start(false);
    const again = () => start(true);
    addEventListener("online", again);
    return () => {
      removeEventListener("online", again);
      running.current?.abort();
    };
  }, [start]);
  const reload = useCallback(() => start(true), [start]);
  const replace = useCallback((value: Value) => setLoaded({ state: "ready", value, stale: false }), []);
  return { loaded, reload, replace };
}

/** Keeps the shown value when a newer one cannot be loaded. */
function fail<Value>(shown: Loaded<Value>, error: unknown): Loaded<Value> {
  return shown.state === "ready" ? { ...shown, stale: false, error } : { state: "failed", error };
}

import { type ComponentChildren, createContext } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { areLetterKeysOn } from "./letter-keys.ts";
import { LetterKeysSwitch } from "./letter-keys-switch.tsx";

export interface KeyAction {
  /** A `KeyboardEvent.key`, with letters in lower case. */
  key: string;
  does: string;
  run: () => void;
}

type ListActions = () => readonly KeyAction[];

/** The actions of the open views, newest last. */
const KeysContext = createContext(new Set<ListActions>());

/**
 * Binds keys while the calling view is open, from the moment it is shown. A field in focus keeps all keys, a button or
 * link its Enter, and the browser its combinations with Ctrl, Alt and Meta. A key held down counts once.
 */
export function useKeys(actions: readonly KeyAction[]): void {
  const latest = useRef(actions);
  latest.current = actions;
  const views = useContext(KeysContext);
  useLayoutEffect(() => {
    const list = () => latest.current;
    views.add(list);
    return () => void views.delete(list);
  }, [views]);
}

/** Listens to the keys of all open views; `?` shows them. */
export function KeysProvider({ children }: { children: ComponentChildren }) {
  const [views] = useState(() => new Set<ListActions>());
  const dialog = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState<readonly KeyAction[]>([]);
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target) || dialog.current?.open) return;
      if (event.repeat) return;
      const actions = [...views].flatMap((list) => list());
      if (event.key === "?") {
        setShown(actions);
        dialog.current?.showModal();
      } else {
        if (event.key.length === 1 && !areLetterKeysOn()) return;
        const action = actions.find(({ key }) => key.toLowerCase() === event.key.toLowerCase());
        if (!action || (event.key === "Enter" && isPressable(event.target))) return;
        event.preventDefault();
        action.run();
      }
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [views]);
  return (
    <KeysContext.Provider value={views}>
      {children}
      <dialog ref={dialog} class="keys" aria-labelledby="keys-title">
        <h2 id="keys-title">Keyboard shortcuts</h2>
        {shown.length === 0 ? <p>This view has no shortcuts of its own.</p> : null}
        <dl>
          {[...shown, { key: "?", does: "Show keyboard shortcuts" }].map(({ key, does }) => (
            <div key={key}>
              <dt>
                <kbd>{nameKey(key)}</kbd>
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <LetterKeysSwitch />
        <form method="dialog">
          <button type="submit" class="primary">
            Close
          </button>
        </form>
      </dialog>
    </KeysContext.Provider>
  );
}

function nameKey(key: string): string {
  if (key === "escape") return "Esc";
  return key.length === 1 ? key.toUpperCase() : key;
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function isPressable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("a, button, summary") !== null;
}

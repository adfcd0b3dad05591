import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { describeError } from "./service.ts";
import { type Session, startSession } from "./session.ts";

interface SignInProps {
  /** Why the last session ended. */
  reason: string | undefined;
  onSignedIn: (session: Session) => void;
}

export function SignIn({ reason, onSignedIn }: SignInProps) {
  const [key, setKey] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(reason);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      onSignedIn(await startSession(key.trim()));
    } catch (error) {
      setRefused(describeError(error));
      setBusy(false);
    }
  };
  return (
    <main class="sign-in">
      <form onSubmit={submit}>
        <h1>
          <img src="/desk/icon.svg" alt="" width="32" height="32" /> Beatline
        </h1>
        <p>Sign in with your API key. It is kept for a week in a cookie that scripts cannot read.</p>
        <label for="key">API key</label>
        <input
          id="key"
          ref={field}
          type="password"
          autocomplete="current-password"
          spellcheck={false}
          required
          value={key}
          aria-invalid={refused !== undefined}
          aria-describedby={refused ? "refused" : undefined}
          onInput={(event) => setKey(event.currentTarget.value)}
        />
        <p id="refused" class="refused" role="alert">
          {refused}
        </p>
        <button type="submit" class="primary" disabled={busy}>
          {busy ? "Signing in…" : "Sign in"}
        </button>
        <p class="hint">
          No key yet? Ask whoever runs Beatline to create one for you:{" "}
          <code>npx beatline keys create "Your name" --scope read --scope review</code>
        </p>
      </form>
    </main>
  );
}

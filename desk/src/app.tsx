import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { Desk } from "./desk.tsx";
import { onSignedOut } from "./service.ts";
import { endSession, findSession, type Session } from "./session.ts";
import { SignIn } from "./sign-in.tsx";
import { Failed, Loading } from "./states.tsx";

type Entry =
  | { state: "looking" }
  | { state: "out"; reason?: string }
  | { state: "in"; session: Session }
  | { state: "failed"; error: unknown };

/** The desk for who is signed in, and the way in for who is not. */
export function App() {
  const [entry, setEntry] = useState<Entry>({ state: "looking" });
  const look = useCallback(() => {
    findSession().then(
      (session) => setEntry(session ? { state: "in", session } : { state: "out" }),
      (error: unknown) => setEntry({ state: "failed", error }),
    );
  }, []);
  useEffect(look, [look]);
  useLayoutEffect(() => onSignedOut((reason) => setEntry({ state: "out", reason })), []);
  const signOut = () => void endSession().finally(() => setEntry({ state: "out" }));
  if (entry.state === "looking" || entry.state === "failed") {
    return (
      <main>
        <h1 class="hidden">Beatline</h1>
        {entry.state === "looking" ? (
          <Loading what="the desk" />
        ) : (
          <Failed error={entry.error} what="The desk" again={look} />
        )}
      </main>
    );
  }
  if (entry.state === "out")
    return <SignIn reason={entry.reason} onSignedIn={(session) => setEntry({ state: "in", session })} />;
  return <Desk session={entry.session} signOut={signOut} />;
}

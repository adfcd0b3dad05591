import { useCallback, useEffect, useLayoutEffect, useState } from "preact/hooks";
import { releaseInHand } from "./claim.ts";
import { Desk } from "./desk.tsx";
import { forgetSaved } from "./saved-state.tsx";
import { describeError, isRefused, onSignedOut } from "./service.ts";
import { endSession, findSession, onSignedInElsewhere, type Session } from "./session.ts";
import { SignIn } from "./sign-in.tsx";
import { Failed, Loading } from "./states.tsx";
import { startVisit, type Visit } from "./visit.ts";

type Entry =
  | { state: "looking" }
  /** With a visit, the session has ended and its editor may come back to it. */
  | { state: "out"; reason?: string; visit?: Visit }
  /** `stays` is why the editor could not be signed out. */
  | { state: "in"; session: Session; visit: Visit; stays?: string }
  | { state: "failed"; error: unknown };

/** Shows the desk, or the sign-in form while nobody is signed in. */
export function App() {
  const [entry, setEntry] = useState<Entry>({ state: "looking" });
  const look = useCallback(() => {
    findSession().then(
      (session) => setEntry((now) => (session ? enter(now, session) : { state: "out" })),
      (error: unknown) => setEntry({ state: "failed", error }),
    );
  }, []);
  useEffect(look, [look]);
  useLayoutEffect(() => onSignedInElsewhere(look), [look]);
  useLayoutEffect(
    () => onSignedOut((reason) => setEntry((now) => (now.state === "in" ? { ...now, state: "out", reason } : now))),
    [],
  );
  const signOut = async ({ claims }: Visit) => {
    try {
      await releaseInHand(claims);
      await endSession();
      setEntry({ state: "out" });
    } catch (error) {
      if (isRefused(error, 401)) setEntry({ state: "out" });
      else setEntry((now) => (now.state === "in" ? { ...now, stays: describeStay(error) } : now));
    }
  };
  if (entry.state === "looking" || entry.state === "failed") {
    return (
      <main>
        <h1 class="hidden">Beatline</h1>
        {entry.state === "looking" ? (
          <Loading what="the desk" />
        ) : (
          <Failed error={entry.error} what="The desk could not be loaded." again={look} />
        )}
      </main>
    );
  }
  if (entry.state === "out") {
    return <SignIn reason={entry.reason} onSignedIn={(session) => setEntry((now) => enter(now, session))} />;
  }
  const { session, visit, stays } = entry;
  return <Desk key={session.by.id} session={session} visit={visit} stays={stays} signOut={() => void signOut(visit)} />;
}

/** A returning editor continues their visit; another one starts anew. */
function enter(before: Entry, session: Session): Entry {
  const visit = "visit" in before ? before.visit : undefined;
  if (visit?.by.id === session.by.id) return { state: "in", session, visit };
  forgetSaved();
  return { state: "in", session, visit: startVisit(session.by) };
}

/** Scripts cannot reach the cookie, so only the service can end a session. */
function describeStay(error: unknown): string {
  const why = error instanceof TypeError ? "Beatline is not responding. Try again." : describeError(error);
  return `You are still signed in: ${why}`;
}

import { LocationProvider, Route, Router, useLocation } from "preact-iso";
import { KeysProvider } from "./keys.tsx";
import { OfflineNotice } from "./offline-notice.tsx";
import { SavedState } from "./saved-state.tsx";
import { type Session, SessionContext } from "./session.ts";
import { Article } from "./views/article/article.tsx";
import { Articles } from "./views/articles/articles.tsx";
import { Deliveries } from "./views/deliveries/deliveries.tsx";
import { Live } from "./views/live/live.tsx";
import { NotFound, Unreadable } from "./views/not-found.tsx";
import { Review } from "./views/review/review.tsx";
import { Topics } from "./views/topics/topics.tsx";
import { LateTrends } from "./views/trends/late-trends.tsx";
import { type Visit, VisitContext } from "./visit.ts";

const PLACES = [
  { path: "/desk/", name: "Review", mark: "✓" },
  { path: "/desk/articles", name: "Articles", mark: "≡" },
  { path: "/desk/live", name: "Live", mark: "◉" },
  { path: "/desk/trends", name: "Trends", mark: "◿" },
  { path: "/desk/topics", name: "Topics", mark: "◆" },
  { path: "/desk/deliveries", name: "Deliveries", mark: "⇄" },
] as const;

interface DeskProps {
  session: Session;
  visit: Visit;
  /** Why the editor could not be signed out. */
  stays: string | undefined;
  signOut: () => void;
}

export function Desk({ session, visit, stays, signOut }: DeskProps) {
  return (
    <LocationProvider scope="/desk">
      <KeysProvider>
        <a class="skip" href="#view">
          Skip to main content
        </a>
        <header class="bar">
          <a class="brand" href="/desk/">
            <img src="/desk/icon.svg" alt="" width="24" height="24" /> Beatline
          </a>
          <Places />
          <div class="standing">
            <SavedState />
            <span class="who">
              {session.by.name}
              <button type="button" class="plain" onClick={signOut}>
                Sign out
              </button>
            </span>
          </div>
        </header>
        <OfflineNotice />
        <div role="alert">{stays ? <p class="offline">{stays}</p> : null}</div>
        <main id="view" tabIndex={-1}>
          <SessionContext.Provider value={session}>
            <VisitContext.Provider value={visit}>
              <OpenView />
            </VisitContext.Provider>
          </SessionContext.Provider>
        </main>
      </KeysProvider>
    </LocationProvider>
  );
}

function OpenView() {
  const { path } = useLocation();
  if (decode(path) === undefined) return <Unreadable />;
  return (
    <Router>
      <Route path="/desk/" component={Review} />
      <Route path="/desk/articles" component={Articles} />
      <Route path="/desk/articles/:articleId" component={Article} />
      <Route path="/desk/live" component={Live} />
      <Route path="/desk/trends" component={LateTrends} />
      <Route path="/desk/topics" component={Topics} />
      <Route path="/desk/topics/:topic" component={Topics} />
      <Route path="/desk/deliveries" component={Deliveries} />
      <Route path="/desk/deliveries/:endpointId" component={Deliveries} />
      <Route default component={NotFound} />
    </Router>
  );
}

/** Decodes a path as the router does. Returns undefined for invalid encoding, at which the router throws. */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function Places() {
  const { path } = useLocation();
  const isHere = (place: string) =>
    place === "/desk/" ? path === "/desk" || path === "/desk/" : path.startsWith(place);
  return (
    <nav class="places" aria-label="Views">
      {PLACES.map(({ path: place, name, mark }) => (
        <a key={place} href={place} aria-current={isHere(place) ? "page" : undefined}>
          <span class="mark" aria-hidden="true">
            {mark}
          </span>
          {name}
        </a>
      ))}
    </nav>
  );
}

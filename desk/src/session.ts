import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { answerOf, isRefused, type Schemas, service } from "./service.ts";

export type Session = Schemas["StartSessionAnswer"];

/** Tells a browser's other windows of a sign-in. They share one cookie, so it counts in all of them. */
const signIns = new BroadcastChannel("sign-ins");

/** Calls `tell` when somebody signs in in another window. @returns a function that stops this. */
export function onSignedInElsewhere(tell: () => void): () => void {
  signIns.addEventListener("message", tell);
  return () => signIns.removeEventListener("message", tell);
}

/** Signs in: the service puts the key into a cookie. @throws ProblemError when the key is refused. */
export async function startSession(key: string): Promise<Session> {
  const session = answerOf(await service.POST("/v1/session", { headers: { authorization: `Bearer ${key}` } }));
  signIns.postMessage("");
  return session;
}

/** Returns the session, or undefined when nobody is signed in. */
export async function findSession(): Promise<Session | undefined> {
  try {
    return answerOf(await service.GET("/v1/session"));
  } catch (error) {
    if (isRefused(error, 401)) return undefined;
    throw error;
  }
}

export async function endSession(): Promise<void> {
  await service.DELETE("/v1/session");
}

/** The session, for every view. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Returns whether the editor's key may decide on tags; `admin` may do everything. */
export function useMayDecide(): boolean {
  const { scopes = [] } = useContext(SessionContext) ?? {};
  return scopes.includes("review") || scopes.includes("admin");
}

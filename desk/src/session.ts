import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { answerOf, isRefused, type Schemas, service } from "./service.ts";

export type Session = Schemas["StartSessionAnswer"];

/** All windows of a browser share one cookie: who signs in in one of them is signed in in all, and they hear of it here. */
const signIns = new BroadcastChannel("sign-ins");

/** Calls `tell` when somebody signs in in another window. @returns what ends it. */
export function onSignedInElsewhere(tell: () => void): () => void {
  signIns.addEventListener("message", tell);
  return () => signIns.removeEventListener("message", tell);
}

/** Signs in: the service puts the key into a cookie. @throws ProblemError when the key is not let in. */
export async function startSession(key: string): Promise<Session> {
  const session = answerOf(await service.POST("/v1/session", { headers: { authorization: `Bearer ${key}` } }));
  signIns.postMessage("");
  return session;
}

/** Who is signed in, or undefined when nobody is. */
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

/** Who is signed in, for every view. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Whether the key of who is signed in may decide on tags; `admin` may all. */
export function useMayDecide(): boolean {
  const { scopes = [] } = useContext(SessionContext) ?? {};
  return scopes.includes("review") || scopes.includes("admin");
}

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { answerOf, isRefused, type Schemas, service } from "./service.ts";

export type Session = Schemas["StartSessionAnswer"];

/** Signs in: the service puts the key into a cookie. @throws ProblemError when the key is not let in. */
export async function startSession(key: string): Promise<Session> {
  return answerOf(await service.POST("/v1/session", { headers: { authorization: `Bearer ${key}` } }));
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

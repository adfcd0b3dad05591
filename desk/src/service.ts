import { answerOf, createClient, nextCursor, ProblemError, type Schemas } from "../../clients/typescript/client.ts";

export { answerOf, nextCursor, ProblemError, type Schemas };

const signedOut = new Set<(reason: string) => void>();

/** Beatline's public API, in this browser's session. Its calls throw `ProblemError` when refused. */
export const service = createClient({
  baseUrl: location.origin,
  fetch: async (request) => {
    const response = await fetch(request);
    const isSigningIn = new URL(request.url).pathname === "/v1/session";
    if (response.status === 401 && !isSigningIn) {
      for (const tell of signedOut) tell("Your session has ended. Sign in again to continue where you left off.");
    }
    return response;
  },
});

/** Calls `tell` when a call is refused because the session has ended. @returns a function that stops this. */
export function onSignedOut(tell: (reason: string) => void): () => void {
  signedOut.add(tell);
  return () => void signedOut.delete(tell);
}

/** An error with a message for the editor. */
export class Trouble extends Error {
  /** The message in a few words. */
  readonly short: string;

  constructor(message: string, short: string) {
    super(message);
    this.short = short;
  }
}

/** Returns whether a call was refused with this status. */
export function isRefused(error: unknown, status: number): error is ProblemError {
  return error instanceof ProblemError && error.problem.status === status;
}

/** Describes an error for the editor. */
export function describeError(error: unknown): string {
  if (error instanceof Trouble) return error.message;
  if (error instanceof ProblemError) return error.problem.detail;
  if (!navigator.onLine) return "You are offline. Try again when you are back online.";
  if (error instanceof TypeError)
    return "Beatline is not responding. Your decisions cannot be saved right now. Tell whoever runs Beatline.";
  return "Something went wrong on this page. Reload it.";
}

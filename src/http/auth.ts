import { hash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { type Caller, hasScope, type Scope, SETTINGS_KEY } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import type { Actor } from "../storage/audit.js";
import type { StoredKey } from "../storage/keys.js";
import type { CountRequest } from "./limits.js";
import { keyOf } from "./shown-key.js";

interface KeyParts {
  /** API_KEY from the settings. */
  apiKey: string;
  /** Finds a key by its SHA-256, in hex, even if it is expired or revoked. */
  findKey: (hash: string) => Promise<(StoredKey & { hash: string }) | undefined>;
  /** Called at every use; it never waits and never throws. */
  noteUse: (keyId: string) => void;
  countRequest: CountRequest;
  /** The limit of a key that has none of its own. */
  requestsPerMinute: number;
}

/** Lets in callers with a key, in `Authorization: Bearer <key>` or their session, within the key's limit. */
export function requireKey({ countRequest, requestsPerMinute, ...parts }: KeyParts): RequestHandler {
  const authenticate = createAuthenticate(parts);
  return async (request, response, next) => {
    const caller = await authenticate(request, response);
    response.locals.known = true;
    response.locals.caller = caller;
    response.locals.authenticateAgain = () => authenticate(request, response);
    await countRequest(request, response, caller.keyId, caller.requestsPerMinute ?? requestsPerMinute);
    next();
  };
}

/** Returns the caller, whatever scopes its key has. */
export function requireCaller(response: Response): Caller {
  // Only `requireKey` writes it; Express does not know its type.
  return response.locals.caller as Caller;
}

/**
 * Returns the caller if its key has the scope, or `admin`. Every route after `requireKey` but the session's calls it.
 *
 * @throws Refusal `forbidden` that says how to get the scope.
 */
export function requireScope(response: Response, scope: Scope): Caller {
  const caller = requireCaller(response);
  if (hasScope(caller, scope)) return caller;
  response.set("WWW-Authenticate", challenge("insufficient_scope", `The scope ${scope} is needed`, scope));
  throw new Refusal(
    "forbidden",
    `This call needs a key with the scope ${scope}; ${caller.keyName} has ${caller.scopes.join(", ")}. ` +
      `An admin can create one with POST /v1/keys or: npx beatline keys create NAME --scope ${scope}`,
  );
}

/** Returns the admin who makes this call, as the audit trail names them. @throws Refusal `forbidden`. */
export function requireAdmin(response: Response): Actor {
  const { keyId, keyName } = requireScope(response, "admin");
  return { keyId, keyName, requestId: response.locals.requestId };
}

/**
 * Tells whether the key of a long-lived call would still be let in. While the database is away and that cannot be
 * known, the answer is yes.
 */
export async function isStillLetIn(response: Response): Promise<boolean> {
  // `requireKey` alone writes this too.
  const again = response.locals.authenticateAgain as () => Promise<Caller>;
  return again().then(
    () => true,
    (error: unknown) => !(error instanceof Refusal),
  );
}

/** Returns a key's SHA-256, in hex. Keys are random enough that no slower hash is needed. */
export function hashKey(key: string): string {
  return digest(key).toString("hex");
}

function createAuthenticate({ apiKey, findKey, noteUse }: Pick<KeyParts, "apiKey" | "findKey" | "noteUse">) {
  const ofSettings = digest(apiKey);
  return async (request: Request, response: Response): Promise<Caller> => {
    const refuse = (reason: string) => {
      if (!response.headersSent) response.set("WWW-Authenticate", challenge("invalid_token", reason));
      return new Refusal("unauthorized", `${reason}; create a key with POST /v1/keys or: npx beatline keys create`);
    };
    const given = keyOf(request);
    if (given === undefined) throw new Refusal("unauthorized", "Send the header Authorization: Bearer <API key>");
    const shown = digest(given);
    // Compares digests in constant time: neither the key's length nor its start can be measured.
    if (timingSafeEqual(shown, ofSettings)) return SETTINGS_KEY;
    const key = await findKey(shown.toString("hex"));
    if (!key || !timingSafeEqual(shown, Buffer.from(key.hash, "hex"))) throw refuse("The API key is not known here");
    if (key.revokedAt) throw refuse(`The API key ${key.prefix}… was revoked at ${key.revokedAt.toISOString()}`);
    if (key.expiresAt && key.expiresAt <= new Date()) {
      throw refuse(`The API key ${key.prefix}… expired at ${key.expiresAt.toISOString()}`);
    }
    noteUse(key.keyId);
    return key;
  };
}

/** Follows RFC 6750. As in any header, the reason must be ASCII without quotes. */
function challenge(error: string, reason: string, scope?: Scope): string {
  const described = `error="${error}", error_description="${reason.replaceAll("…", "...")}"`;
  return `Bearer realm="beatline", ${described}${scope ? `, scope="${scope}"` : ""}`;
}

function digest(key: string): Buffer {
  return hash("sha256", key, "buffer");
}

import { hash, timingSafeEqual } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import { type Caller, hasScope, type Scope, SETTINGS_KEY } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import type { Actor } from "../storage/audit.js";
import type { StoredKey } from "../storage/keys.js";
import type { CountRequest } from "./limits.js";
import { keyOf } from "./shown-key.js";

interface KeyParts {
  /** The key of the settings. */
  apiKey: string;
  /** Finds a key by its SHA-256, in hex, also when it is expired or revoked. */
  findKey: (hash: string) => Promise<(StoredKey & { hash: string }) | undefined>;
  /** Hears of every use; it never waits and never throws. */
  noteUse: (keyId: string) => void;
  countRequest: CountRequest;
  /** Of a key that has no limit of its own. */
  requestsPerMinute: number;
}

/** Lets in who shows a key, `Authorization: Bearer <key>` or by its session, within the key's limit. */
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

/** Who makes this call, whatever its key may do. */
export function requireCaller(response: Response): Caller {
  // Only `requireKey` writes it; Express does not know its type.
  return response.locals.caller as Caller;
}

/**
 * Who makes this call, when its key has the scope, or `admin`. Every route that comes after `requireKey` begins with it.
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

/** An admin who makes this call, as the audit trail names them. @throws Refusal `forbidden`. */
export function requireAdmin(response: Response): Actor {
  const { keyId, keyName } = requireScope(response, "admin");
  return { keyId, keyName, requestId: response.locals.requestId };
}

/**
 * Whether the key of this call would still be let in, for an answer that goes on for long. While that cannot be known,
 * since the database is away, it would.
 */
export async function isStillLetIn(response: Response): Promise<boolean> {
  // As for the caller.
  const again = response.locals.authenticateAgain as () => Promise<Caller>;
  return again().then(
    () => true,
    (error: unknown) => !(error instanceof Refusal),
  );
}

/** SHA-256, in hex. A key is random enough that nothing slower is needed. */
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
    // Digests are compared, in constant time, so that neither the key's length nor its start can be measured.
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

/** RFC 6750. The reason holds ASCII without quotes only, as a header must. */
function challenge(error: string, reason: string, scope?: Scope): string {
  const described = `error="${error}", error_description="${reason.replaceAll("…", "...")}"`;
  return `Bearer realm="beatline", ${described}${scope ? `, scope="${scope}"` : ""}`;
}

function digest(key: string): Buffer {
  return hash("sha256", key, "buffer");
}

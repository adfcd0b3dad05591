import assert from "node:assert/strict";
import type { Scope } from "../../src/domain/caller.js";
import { fetchJson } from "./deliveries.js";
import { API_KEY } from "./service.js";

interface AnsweredKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  source: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** Only in the answer that made it. */
  key: string;
}

interface AnsweredSource {
  source: string;
  adapter: string;
  origin: string;
  secrets: { createdAt: string | null; endsAt: string | null }[];
  links: { webhook: string };
  /** Only in the answer that made it. */
  secret: string;
}

interface AnsweredEntry {
  at: string;
  action: string;
  target: string;
  requestId: string;
  by: { id: string; name: string };
}

/** What tests read of the answers about access, in one type for all calls. */
interface AccessAnswer extends Omit<AnsweredKey, "source">, Omit<AnsweredSource, "source"> {
  keys: AnsweredKey[];
  sources: AnsweredSource[];
  entries: AnsweredEntry[];
  articles: { articleId: string; source: string }[];
  detail: string;
  errors: { pointer: string; detail: string }[];
}

export type CallAs<Body = AccessAnswer> = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => ReturnType<typeof fetchJson<Body>>;

/** Calls the API with a key, by default the settings' own; an empty one is not sent. */
export function callAs<Body = AccessAnswer>(url: string, key = API_KEY): CallAs<Body> {
  return (method, path, body, headers = {}) =>
    fetchJson<Body>(`${url}${path}`, {
      method,
      headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

/** Makes a key with one scope. @returns calls with it. */
export async function callWithNewKey<Body = AccessAnswer>(
  url: string,
  name: string,
  scope: Scope,
): Promise<CallAs<Body>> {
  const { status, body, text } = await callAs(url)("POST", "/v1/keys", { name, scopes: [scope] });
  assert.equal(status, 201, text);
  return callAs<Body>(url, body.key);
}

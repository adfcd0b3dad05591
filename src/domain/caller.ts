/** What a key may do; `admin` includes all of it. */
export const SCOPES = ["ingest", "read", "review", "admin"] as const;

export type Scope = (typeof SCOPES)[number];

/** The caller of a request, as its key identifies it. */
export interface Caller {
  keyId: string;
  keyName: string;
  scopes: readonly Scope[];
  /** The one source whose articles the key sees; null for a key that is bound to none. */
  source: string | null;
  /** Null for the service's default limit. */
  requestsPerMinute: number | null;
}

/** The key of the setting `API_KEY`, which is in no table. */
export const SETTINGS_KEY: Readonly<Caller> = {
  keyId: "key_settings",
  keyName: "API_KEY",
  scopes: ["admin"],
  source: null,
  requestsPerMinute: null,
};

export function hasScope({ scopes }: Caller, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes("admin");
}

/** Reports whether a caller may know of anything from a source. */
export function seesSource(caller: Caller, source: string): boolean {
  return caller.source === null || caller.source === source;
}

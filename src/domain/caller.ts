/** What a key may do; `admin` may do all of it. */
export const SCOPES = ["ingest", "read", "review", "admin"] as const;

export type Scope = (typeof SCOPES)[number];

/** Who makes a call, as its key says. */
export interface Caller {
  keyId: string;
  keyName: string;
  scopes: readonly Scope[];
  /** The one source whose articles the key sees; null for a key that is bound to none. */
  source: string | null;
  /** Null for the service's own limit. */
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

/** Whether a caller may know that there is something of this source. */
export function seesSource(caller: Caller, source: string): boolean {
  return caller.source === null || caller.source === source;
}

import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { hasOldSecret } from "../domain/old-secret.js";
import { SETTINGS_SOURCE, type Source } from "../intake/adapter.js";
import { ADAPTERS, isAdapterName } from "../intake/adapters.js";
import type { Database } from "../storage/database.js";
import { findStoredSource, type StoredSource } from "../storage/sources.js";
import { type BriefCache, createBriefCache } from "./brief-cache.js";

const SOURCE_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const SOURCE_NAME_FORM =
  "must be 1 to 63 characters of a-z, 0-9 and -, and begin with a letter or a digit; verify is reserved for POST /v1/webhooks/verify";

/** Not a source's name: another call has the path of its webhook. */
export const RESERVED_NAME = "verify";

export function isSourceName(name: string): boolean {
  return SOURCE_NAME.test(name) && name !== RESERVED_NAME;
}

export const sourceName = z.string().refine(isSourceName, SOURCE_NAME_FORM);

export type KnownSources = BriefCache<Source>;

/** Finds the source of the settings, and those in the database as they were at most three seconds ago. */
export function openKnownSources(db: Database, webhookSecrets: readonly string[]): KnownSources {
  const ofSettings = { name: SETTINGS_SOURCE, adapter: ADAPTERS.standard, secrets: webhookSecrets };
  const stored = createBriefCache((name) => findStoredSource(db, name));
  return {
    find: async (name) => {
      if (name === SETTINGS_SOURCE) return ofSettings;
      const source = isSourceName(name) ? await stored.find(name) : undefined;
      return source && toSource(source, new Date());
    },
    forget: stored.forget,
  };
}

/** @throws Refusal `invalid` when a request names a source that does not exist. */
export async function refuseUnknownSource(sources: KnownSources, source: string | null): Promise<void> {
  if (source === null || (await sources.find(source))) return;
  const detail = `There is no source ${source}; add it first with PUT /v1/sources/${source}`;
  throw new Refusal("invalid", detail, [{ detail, pointer: "/source" }]);
}

function toSource(stored: StoredSource, now: Date): Source {
  const { name, adapter, secret, oldSecret } = stored;
  if (!isAdapterName(adapter)) {
    throw new Refusal("unavailable", `This version of Beatline has no adapter ${adapter}; the source ${name} needs it`);
  }
  const secrets = oldSecret && hasOldSecret(stored, now) ? [secret, oldSecret] : [secret];
  return { name, adapter: ADAPTERS[adapter], secrets };
}

import type { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { SignatureScheme } from "./signature.js";

/** What a delivery says beside its body. */
export interface DeliveryContext {
  /** A header's value by its lower-case name; those that the adapter names in `readsHeaders`. */
  header: (name: string) => string | undefined;
  /** When it was signed, or, where that is not said, when it came. */
  at: Date;
}

/** How the deliveries of one kind of CMS are checked and read. */
export interface Adapter {
  /** What a secret must look like that an admin brings from the CMS. */
  secretForm: z.ZodType<string>;
  /** A new secret, for pasting into the CMS. */
  makeSecret: () => string;
  signature: SignatureScheme;
  /** The headers that say what happened, by their lower-case names, where the body does not. */
  readsHeaders: readonly string[];
  /** @throws Refusal `invalid` that names each field which is wrong. */
  read: (source: string, body: unknown, context: DeliveryContext) => IntakeEvent;
}

/** The source that WEBHOOK_SECRET makes; the table of sources cannot change it. */
export const SETTINGS_SOURCE = "cms";

/** A CMS connection: the name in its webhook URL, and the secrets that it may sign with, newest first. */
export interface Source {
  name: string;
  adapter: Adapter;
  secrets: readonly string[];
}

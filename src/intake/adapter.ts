import type { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { SignatureScheme } from "./signature.js";

/** What a delivery says besides its body. */
export interface DeliveryContext {
  /** Returns a header's value by its lower-case name, for the adapter's `readsHeaders` only. */
  header: (name: string) => string | undefined;
  /** When the delivery was signed or, if it does not say, when it arrived. */
  at: Date;
}

/** How the deliveries of one kind of CMS are checked and read. */
export interface Adapter {
  /** The form of a secret that an admin brings from the CMS. */
  secretForm: z.ZodType<string>;
  /** Returns a new secret to paste into the CMS. */
  makeSecret: () => string;
  signature: SignatureScheme;
  /** Lower-case names of the headers that say what happened, where the body does not. */
  readsHeaders: readonly string[];
  /** @throws Refusal `invalid`, which names each wrong field. */
  read: (source: string, body: unknown, context: DeliveryContext) => IntakeEvent;
}

/** The source that WEBHOOK_SECRET defines; the table of sources cannot change it. */
export const SETTINGS_SOURCE = "cms";

/** A CMS connection: the name in its webhook URL, and the secrets that it may sign with, newest first. */
export interface Source {
  name: string;
  adapter: Adapter;
  secrets: readonly string[];
}

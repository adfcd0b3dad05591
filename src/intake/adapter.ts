import type { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { SignedDelivery } from "./standard-signature.js";

/** How the deliveries of one kind of CMS are checked and read. */
export interface Adapter {
  /** What a secret must look like that an admin brings from the CMS. */
  secretForm: z.ZodType<string>;
  /** A new secret, for pasting into the CMS. */
  makeSecret: () => string;
  /**
   * @returns the sender's own id of this delivery.
   * @throws Refusal `unauthorized`.
   */
  verify: (secrets: readonly string[], delivery: SignedDelivery, now: Date) => string;
  /** @throws Refusal `invalid` that names each field which is wrong. */
  read: (source: string, body: unknown) => IntakeEvent;
}

/** A CMS connection: the name in its webhook URL, and the secrets that it may sign with, newest first. */
export interface Source {
  name: string;
  adapter: Adapter;
  secrets: readonly string[];
}

import type { Operation } from "../operation.js";
import { ACCESS, DELIVERIES } from "./access.js";
import { ANALYSIS } from "./analysis.js";
import { EDITORS } from "./editors.js";
import { EVENTS } from "./events.js";
import { RUNNING } from "./running.js";
import { SENDING } from "./sending.js";
import { TAGS_OPERATIONS } from "./tags.js";

/** Every call of the service, in the order in which the document lists them: a route that is not here fails a test. */
export const OPERATIONS: readonly Operation[] = [
  ...SENDING,
  ...TAGS_OPERATIONS,
  ...EDITORS,
  ...ANALYSIS,
  ...EVENTS,
  ...DELIVERIES,
  ...ACCESS,
  ...RUNNING,
];

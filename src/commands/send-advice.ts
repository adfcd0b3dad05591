import { ProblemError } from "../../clients/typescript/client.js";
import { SETTINGS_SOURCE } from "../intake/adapter.js";
import type { Secrets } from "../secrets.js";
import { openService } from "./call-service.js";

/** The service that articles are sent to. */
export interface Service {
  url: string;
  /** The first of its webhook secrets signs. */
  secrets: Secrets;
  /** Whether that secret is SOURCE_SECRET, given for this source, rather than the one for `cms`. */
  hasSourceSecret: boolean;
}

interface Sent {
  source: string;
  externalId: string;
}

/** Returns a refusal with advice on what to do about it, or any other error unchanged. */
export async function withAdvice(error: unknown, sent: Sent, service: Service): Promise<unknown> {
  if (!(error instanceof ProblemError)) return error;
  const advice = await findAdvice(error.problem.status, sent, service);
  return advice ? new Error(`${error.message}. ${advice}`) : error;
}

async function findAdvice(status: number, sent: Sent, service: Service): Promise<string | undefined> {
  const { source } = sent;
  if (status === 401 && !service.hasSourceSecret && source !== SETTINGS_SOURCE) {
    return `It was signed with the secret of the source cms: set SOURCE_SECRET to the secret of ${source} that beatline sources add showed`;
  }
  if (status !== 409) return undefined;
  const version = await findVersion(sent, service);
  return `Add --article-version ${version === undefined ? "with a higher number" : version + 1}`;
}

/** @returns undefined when the service does not say: for a withdrawn article, or to a key that may not read. */
async function findVersion(query: Sent, { url, secrets }: Service): Promise<number | undefined> {
  const { data } = await openService({ url, apiKey: secrets.apiKey })
    .GET("/v1/tags", { params: { query } })
    .catch(() => ({ data: undefined }));
  return data && "version" in data && typeof data.version === "number" ? data.version : undefined;
}

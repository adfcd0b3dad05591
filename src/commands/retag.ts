import { z } from "zod";
import { type Connection, callApi } from "./call-service.js";

const answer = z.object({ modelVersion: z.string(), queued: z.number() });

/** `beatline retag`: queues all articles whose tags are of another model than the service's, page by page. */
export async function retag(connection: Connection): Promise<void> {
  let total = 0;
  let path: string | undefined = "/v1/retag?limit=100";
  let version = "";
  while (path) {
    const response = await callApi(connection, "POST", path);
    const { modelVersion, queued } = answer.parse(await response.json());
    total += queued;
    version = modelVersion;
    path = /^<([^>]+)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
  }
  process.stdout.write(`${total} articles are queued, at low priority, for the model ${version}\n`);
}

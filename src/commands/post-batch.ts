import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Connection } from "./call-service.js";

const lineAnswer = z.object({
  line: z.number(),
  status: z.string(),
  problem: z.object({ detail: z.string() }).optional(),
});

type OnWait = (why: string, seconds: number) => void;

type LineAnswer = z.infer<typeof lineAnswer>;

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
const MOST_TRIES = 20;

/**
 * Posts lines as one batch, or in smaller ones if that is too large. Retries while the service is away, overloaded or
 * says to wait.
 *
 * @param onWait is told the reason and the seconds before each wait.
 * @returns each line's result, counted from 1. @throws Error when the batch is refused or the service stays away.
 */
export async function postBatch(
  connection: Connection,
  lines: readonly string[],
  onWait: OnWait,
): Promise<LineAnswer[]> {
  const { url, apiKey } = connection;
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/x-ndjson" };
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}/v1/articles/batch`, { method: "POST", headers, body: lines.join("\n") })
      // The answer breaks off if the service does.
      .then(async (answer) => ({
        status: answer.status,
        wait: answer.headers.get("retry-after"),
        text: await answer.text(),
      }))
      .catch(() => undefined);
    if (response?.status === 202) {
      const answers = readAnswers(response.text);
      if (answers.length === lines.length) return answers;
    } else if (response?.status === 413) return postHalves(connection, lines, onWait);
    else if (response && response.status !== 429 && response.status < 500) throw new Error(refusalOf(response));
    const why = response ? refusalOf(response) : `Beatline does not answer at ${url}`;
    if (attempt === MOST_TRIES) throw new Error(`${why}. Run the command again to resume`);
    const seconds = Number(response?.wait) || Math.min(FIRST_PAUSE_S * 2 ** (attempt - 1), LONGEST_PAUSE_S);
    onWait(why, seconds);
    await sleep(1000 * seconds);
  }
}

/** Posts two halves, since a proxy may accept less than the service does: nginx takes 1 MB by default. */
async function postHalves(connection: Connection, lines: readonly string[], onWait: OnWait): Promise<LineAnswer[]> {
  const [only = ""] = lines;
  if (lines.length === 1) {
    const detail = `The article has ${Buffer.byteLength(only)} bytes, more than ${connection.url} accepts at once (413)`;
    return [{ line: 1, status: "refused", problem: { detail } }];
  }
  const half = Math.ceil(lines.length / 2);
  const first = await postBatch(connection, lines.slice(0, half), onWait);
  const second = await postBatch(connection, lines.slice(half), onWait);
  return [...first, ...second.map((answer) => ({ ...answer, line: answer.line + half }))];
}

/** Reads the lines that came whole: a proxy may end an answer early as if it were all. */
function readAnswers(text: string): LineAnswer[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => lineAnswer.parse(JSON.parse(line)));
}

const problem = z.object({ title: z.string(), detail: z.string() });

function refusalOf({ status, text }: { status: number; text: string }): string {
  if (status === 202) return "/v1/articles/batch broke off in the middle of its answer";
  try {
    const { title, detail } = problem.parse(JSON.parse(text));
    return `/v1/articles/batch answered ${status} ${title}: ${detail}`;
  } catch {
    return `/v1/articles/batch answered ${status}`;
  }
}

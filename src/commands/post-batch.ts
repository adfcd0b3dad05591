import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Connection } from "./call-service.js";

const lineAnswer = z.object({
  line: z.number(),
  status: z.string(),
  problem: z.object({ detail: z.string() }).optional(),
});

type LineAnswer = z.infer<typeof lineAnswer>;

const FIRST_PAUSE_S = 1;
const LONGEST_PAUSE_S = 60;
const MOST_TRIES = 20;

/**
 * Posts lines as one batch, and again while the service is away, overloaded or says to wait.
 *
 * @param onWait hears why it waits and for how long, before it does.
 * @returns what became of each line, counted from 1. @throws Error when it is refused as a whole, or stays away.
 */
export async function postBatch(
  { url, apiKey }: Connection,
  lines: readonly string[],
  onWait: (why: string, seconds: number) => void,
): Promise<LineAnswer[]> {
  const headers = { authorization: `Bearer ${apiKey}`, "content-type": "application/x-ndjson" };
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(`${url}/v1/articles/batch`, { method: "POST", headers, body: lines.join("\n") })
      // The answer may break off with the service.
      .then(async (answer) => ({
        status: answer.status,
        wait: answer.headers.get("retry-after"),
        text: await answer.text(),
      }))
      .catch(() => undefined);
    if (response?.status === 202) {
      const answers = readAnswers(response.text);
      if (answers.length === lines.length) return answers;
    } else if (response && response.status !== 429 && response.status < 500) throw new Error(refusalOf(response));
    const why = response ? refusalOf(response) : `No Beatline answers at ${url}`;
    if (attempt === MOST_TRIES) throw new Error(`${why}. Run the command again to go on`);
    const seconds = Number(response?.wait) || Math.min(FIRST_PAUSE_S * 2 ** (attempt - 1), LONGEST_PAUSE_S);
    onWait(why, seconds);
    await sleep(1000 * seconds);
  }
}

/** Those that came whole: a proxy may end an answer early as if it were all. */
function readAnswers(text: string): LineAnswer[] {
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => lineAnswer.parse(JSON.parse(line)));
}

const problem = z.object({ title: z.string(), detail: z.string() });

function refusalOf({ status, text }: { status: number; text: string }): string {
  if (status === 202) return "/v1/articles/batch broke off in its answer";
  try {
    const { title, detail } = problem.parse(JSON.parse(text));
    return `/v1/articles/batch answered ${status} ${title}: ${detail}`;
  } catch {
    return `/v1/articles/batch answered ${status}`;
  }
}

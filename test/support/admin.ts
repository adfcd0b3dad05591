import { checkAnswer } from "./checked-answers.js";
import { API_KEY } from "./service.js";

interface AnsweredKey {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  source: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
  /** Only in the answer that made it. */
  key: string;
}

interface AnsweredSource {
  source: string;
  adapter: string;
  origin: string;
  secrets: { createdAt: string | null; endsAt: string | null }[];
  links: { webhook: string };
  /** Only in the answer that made it. */
  secret: string;
}

interface AnsweredEntry {
  at: string;
  action: string;
  target: string;
  requestId: string;
  by: { id: string; name: string };
}

/** What tests read of the answers about access, all calls together. */
interface AccessAnswer extends Omit<AnsweredKey, "source">, Omit<AnsweredSource, "source"> {
  keys: AnsweredKey[];
  sources: AnsweredSource[];
  entries: AnsweredEntry[];
  articles: { articleId: string; source: string }[];
  detail: string;
  errors: { pointer: string; detail: string }[];
}

interface Answered {
  status: number;
  headers: Headers;
  body: AccessAnswer;
  text: string;
}

export type CallAs = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answered>;

/** Calls the API with a key, that of the settings unless another is given; an empty one is not sent. */
export function callAs(url: string, key = API_KEY): CallAs {
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { ...(key ? { authorization: `Bearer ${key}` } : {}), "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    checkAnswer(method, response.url, response, text);
    // Each test asserts on the parts that it reads.
    const answer = (text ? JSON.parse(text) : {}) as AccessAnswer;
    return { status: response.status, headers: response.headers, body: answer, text };
  };
}

/** The Redis that holds the queue: one server, the master that Sentinels name, or a Cluster. */
export type RedisTarget =
  | { kind: "single"; url: string }
  | ({ kind: "sentinel"; master: string; sentinelPassword: string | undefined } & RedisNodes)
  | ({ kind: "cluster" } & RedisNodes);

interface RedisNodes {
  nodes: RedisNode[];
  username: string | undefined;
  password: string | undefined;
  tls: boolean;
}

interface RedisNode {
  host: string;
  port: number;
}

const FORM = /^redis(s?)(?:\+(sentinel|cluster))?:\/\/(?:([^@/]*)@)?([^/?#]+)(?:\/([^?#]*))?(?:\?([^#]*))?$/;
const NODE = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i;
/** ioredis would select any other name too, and Redis's refusal would end the process. */
const DATABASE = /^\d*$/;
/** Some private networks need it. ioredis lets any other parameter, as a string, override its options, and crashes. */
const FAMILY = /^(?:family=[046])?$/;
const MASTER = /^[\w.-]+$/;
const DEFAULT_PORT = { sentinel: 26379, cluster: 6379 };

export const REDIS_URL_FORMS =
  "redis://host:6379/0, redis+sentinel://host:26379,host2:26379/mastername or redis+cluster://host:6379,host2:6379, " +
  "with rediss for TLS; after a question mark, one server can have family=0, 4 or 6, and Sentinels sentinelPassword";

/** Reads a Redis URL, even with several hosts, which URL parsers refuse. @returns undefined when it is not valid. */
export function parseRedisUrl(url: string): RedisTarget | undefined {
  const [form, secure, kind, login = "", hosts = "", path = "", query = ""] = FORM.exec(url) ?? [];
  if (form === undefined) return undefined;
  const access = parseLogin(login);
  if (!access) return undefined;
  if (kind !== "sentinel" && kind !== "cluster") {
    return URL.canParse(url) && DATABASE.test(path) && FAMILY.test(query) ? { kind: "single", url } : undefined;
  }
  const nodes = parseNodes(hosts, DEFAULT_PORT[kind]);
  if (!nodes) return undefined;
  const shared = { nodes, ...access, tls: secure === "s" };
  if (kind === "cluster") return path || query ? undefined : { kind, ...shared };
  const { sentinelPassword, ...unknown } = Object.fromEntries(new URLSearchParams(query));
  if (!MASTER.test(path) || Object.keys(unknown).length > 0) return undefined;
  return { kind, master: path, sentinelPassword, ...shared };
}

function parseNodes(hosts: string, defaultPort: number): RedisNode[] | undefined {
  const nodes = hosts.split(",").map((given) => {
    const [, host, port = String(defaultPort)] = NODE.exec(given) ?? [];
    return host && Number(port) <= 65535 ? { host: host.replace(/[[\]]/g, ""), port: Number(port) } : undefined;
  });
  return nodes.every((node) => node !== undefined) ? nodes : undefined;
}

/** Both parts are percent-encoded, as in every URL. */
function parseLogin(login: string): Pick<RedisNodes, "username" | "password"> | undefined {
  const [username = "", ...rest] = login.split(":");
  try {
    const password = decodeURIComponent(rest.join(":"));
    return { username: decodeURIComponent(username) || undefined, password: password || undefined };
  } catch {
    return undefined;
  }
}

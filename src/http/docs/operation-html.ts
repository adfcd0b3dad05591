import { STATUS_CODES } from "node:http";
import { escapeHtml } from "../../intake/fields.js";
import type { OpenApi } from "../openapi/document.js";
import { type Operation, problemsOf } from "../openapi/operation.js";
import { writeLine, writeProse } from "./markup.js";
import { writeSchema } from "./schema-html.js";

type Described = NonNullable<OpenApi["paths"][string]>[string];

/** Writes the section of a call: what it is for, what it takes, an example and what it answers. */
export function writeOperation(operation: Operation, described: Described): string {
  const { operationId, method, path, summary, description } = operation;
  return `<section class="call" id="${operationId}">
<h3><a href="#${operationId}"><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path).replaceAll("/", "<wbr>/")}</code></a></h3>
<p class="summary">${writeLine(summary)}. <span class="access">${describeAccess(operation)}</span></p>
${description ? writeProse(description) : ""}
${writeParameters(described)}
${writeBody(described)}
<h4>Example</h4>
<pre tabindex="0"><code>${escapeHtml(writeExample(operation))}</code></pre>
${writeAnswers(operation, described)}
</section>`;
}

function describeAccess({ access }: Operation): string {
  if (access === "open") return "No key.";
  if (access === "signed") return "Signed by the CMS.";
  if (access === "key") return "Any key.";
  return `A key with the scope <code>${access}</code>.`;
}

function writeParameters({ parameters = [] }: Described): string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(
    ({ name, in: place, required, description = "", schema }) =>
      `<tr><th scope="row"><code>${name}</code></th><td>${place}${required ? ", required" : ""}</td>` +
      `<td>${writeLine(description)} <code class="type">${writeSchema(schema)}</code></td></tr>`,
  );
  return `<h4>Parameters</h4>\n<table>${rows.join("\n")}</table>`;
}

function writeBody({ requestBody }: Described): string {
  const [content] = Object.entries(requestBody?.content ?? {});
  if (!content) return "";
  const [type, { schema }] = content;
  return `<h4>Body</h4>\n<p><code>${type}</code>: ${writeSchema(schema)}</p>`;
}

function writeAnswers(operation: Operation, { responses }: Described): string {
  const rows = Object.entries(responses).flatMap(([status, response]) => {
    if (!("description" in response)) return [];
    const contents = Object.entries(response.content ?? {}).map(
      ([type, { schema }]) => `<br><code>${type}</code>: ${writeSchema(schema)}`,
    );
    return `<tr><th scope="row">${status}</th><td>${writeLine(response.description)}${contents.join("")}</td></tr>`;
  });
  const problems = problemsOf(operation).filter((status) => !(status in operation.answers));
  const refused = problems.map((status) => `<abbr title="${STATUS_CODES[status]}">${status}</abbr>`).join(" ");
  if (refused) {
    const content = `<code>application/problem+json</code>: <a href="#schema-Problem">Problem</a>`;
    rows.push(`<tr><th scope="row">else</th><td>${refused}<br>${content}</td></tr>`);
  }
  return `<h4>Answers</h4>\n<table>${rows.join("\n")}</table>`;
}

/** Writes the call as a curl command, or only the body of a webhook, which must be signed. */
function writeExample({ method, path, access, body, example }: Operation): string {
  const { params = {}, query, headers = {} } = example;
  if (access === "signed") return `${JSON.stringify(example.body, null, 2)}`;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? "");
  const address = `"$BEATLINE_URL${filled}${query ? `?${new URLSearchParams(query)}` : ""}"`;
  const sent = {
    ...(access === "open" ? {} : { Authorization: "Bearer $API_KEY" }),
    ...(body ? { "Content-Type": body.type } : {}),
    ...headers,
  };
  return [
    `curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}${address}`,
    ...Object.entries(sent).map(([name, value]) => `  -H "${name}: ${value}"`),
    ...(example.body === undefined ? [] : [`  --data-binary '${quote(example.body)}'`]),
  ].join(" \\\n");
}

function quote(body: unknown): string {
  const text = typeof body === "string" ? body : JSON.stringify(body, null, 2);
  return text.replaceAll("'", "'\\''");
}

import { escapeHtml } from "../../intake/fields.js";
import type { OpenApi } from "../openapi/document.js";
import { type Operation, TAGS } from "../openapi/operation.js";
import { writeLine, writeProse } from "./markup.js";
import { writeOperation } from "./operation-html.js";
import { writeSchema } from "./schema-html.js";
import { STYLE } from "./style.js";

/** Returns the OpenAPI document as a page without scripts, which fetches nothing. */
export function createDocsPage(operations: readonly Operation[], document: OpenApi): string {
  const { info } = document;
  const groups = Object.entries(TAGS).map(([tag, about]) => ({
    tag,
    about,
    calls: operations.filter((operation) => operation.tag === tag),
  }));
  const schemas = Object.entries(document.components.schemas);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)} API</title>
<style>${STYLE}</style>
</head>
<body>
<div class="page">
<header>
<h1>${escapeHtml(info.title)} API<small>${escapeHtml(info.version)}</small></h1>
<p class="lead">${writeLine(info.summary)}</p>
${writeProse(info.description)}
<p>For programs: <a href="/openapi.json">openapi.json</a>, OpenAPI 3.1.</p>
</header>
<nav aria-label="Calls">
${groups.map(({ tag, calls }) => writeMenu(tag, calls)).join("\n")}
<h2><a href="#schemas">Schemas</a></h2>
</nav>
<main>
${groups.map(({ tag, about, calls }) => writeGroup(tag, about, calls, document)).join("\n")}
<h2 id="schemas">Schemas</h2>
<p class="about">Fields with ? may be absent. Answers may gain further fields.</p>
${schemas.map(([name, schema]) => `<section class="schema" id="schema-${name}"><h3>${name}</h3>\n<pre tabindex="0"><code>${writeSchema(schema)}</code></pre></section>`).join("\n")}
</main>
</div>
</body>
</html>
`;
}

function writeMenu(tag: string, calls: readonly Operation[]): string {
  const items = calls.map(({ operationId, summary }) => `<li><a href="#${operationId}">${writeLine(summary)}</a></li>`);
  return `<h2>${tag}</h2>\n<ul>${items.join("\n")}</ul>`;
}

function writeGroup(tag: string, about: string, calls: readonly Operation[], document: OpenApi): string {
  const written = calls.flatMap((call) => {
    const described = document.paths[call.path]?.[call.method];
    return described ? writeOperation(call, described) : [];
  });
  return `<h2 id="${tag}">${tag}</h2>\n<p class="about">${writeLine(about)}</p>\n${written.join("\n")}`;
}

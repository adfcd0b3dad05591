import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDocument } from "../src/http/openapi/document.js";
import { OPERATIONS } from "../src/http/openapi/operations/all.js";
import { hashDocument } from "./hash-document.js";

const SCHEMA = "clients/typescript/schema.d.ts";
/** Not installed with the rest: it needs TypeScript 5, and the project compiles with 7. */
const GENERATOR = ["openapi-typescript@7.13.0", "typescript@5.9.3"];

const folder = mkdtempSync(join(tmpdir(), "beatline-client-"));
const [document, schema] = [join(folder, "openapi.json"), join(folder, "schema.d.ts")];
writeFileSync(document, JSON.stringify(createDocument(OPERATIONS, "1")));
const packages = GENERATOR.map((name) => `--package=${name}`);
execFileSync("npm", ["exec", "--yes", ...packages, "--", "openapi-typescript", document, "-o", schema], {
  cwd: folder,
});
writeFileSync(SCHEMA, `// Made by: npm run client. Document: ${hashDocument()}\n${readFileSync(schema, "utf8")}`);
rmSync(folder, { recursive: true });
process.stderr.write(`${SCHEMA} is up to date\n`);

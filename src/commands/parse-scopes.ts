import { InvalidArgumentError } from "commander";
import { SCOPES, type Scope } from "../domain/caller.js";

/**
 * The scopes of one `--scope` more; with commas too, as `keys list` shows them.
 *
 * @throws InvalidArgumentError that names those there are.
 */
export function parseScopes(value: string, before: Scope[] = []): Scope[] {
  const names = value.split(",").filter((name) => name !== "");
  return [...before, ...names.map(parseScope)];
}

function parseScope(name: string): Scope {
  const scope = SCOPES.find((known) => known === name);
  if (!scope) throw new InvalidArgumentError(`Allowed choices are ${SCOPES.join(", ")}.`);
  return scope;
}

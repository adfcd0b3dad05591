import { InvalidArgumentError } from "commander";
import { SCOPES, type Scope } from "../domain/caller.js";

/**
 * Adds the scopes of one more `--scope` value, which may have commas, as `keys list` shows them, or spaces.
 *
 * @throws InvalidArgumentError that names the known scopes.
 */
export function parseScopes(value: string, before: Scope[] = []): Scope[] {
  const names = value.split(/[\s,]+/).filter((name) => name !== "");
  return [...before, ...names.map(parseScope)];
}

function parseScope(name: string): Scope {
  const scope = SCOPES.find((known) => known === name);
  if (!scope) throw new InvalidArgumentError(`Allowed choices are ${SCOPES.join(", ")}.`);
  return scope;
}

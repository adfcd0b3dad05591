import type { Adapter } from "./adapter.js";
import { ghostAdapter } from "./ghost-adapter.js";
import { standardAdapter } from "./standard-adapter.js";

/** Every adapter by the name that `PUT /v1/sources/{source}` takes. */
export const ADAPTERS = {
  standard: standardAdapter,
  ghost: ghostAdapter,
} as const satisfies Record<string, Adapter>;

export type AdapterName = keyof typeof ADAPTERS;

// Object.keys types its result as string[], whatever the object.
export const ADAPTER_NAMES = Object.keys(ADAPTERS) as AdapterName[];

export function isAdapterName(name: string): name is AdapterName {
  return Object.hasOwn(ADAPTERS, name);
}

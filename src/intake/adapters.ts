import type { Adapter } from "./adapter.js";
import { arcAdapter } from "./arc-adapter.js";
import { contentfulAdapter } from "./contentful-adapter.js";
import { drupalAdapter } from "./drupal-adapter.js";
import { ghostAdapter } from "./ghost-adapter.js";
import { sanityAdapter } from "./sanity-adapter.js";
import { standardAdapter } from "./standard-adapter.js";
import { superdeskAdapter } from "./superdesk-adapter.js";
import { wordpressAdapter } from "./wordpress-adapter.js";

/** Every adapter by the name that `PUT /v1/sources/{source}` takes. */
export const ADAPTERS = {
  standard: standardAdapter,
  ghost: ghostAdapter,
  wordpress: wordpressAdapter,
  arc: arcAdapter,
  superdesk: superdeskAdapter,
  sanity: sanityAdapter,
  contentful: contentfulAdapter,
  drupal: drupalAdapter,
} as const satisfies Record<string, Adapter>;

export type AdapterName = keyof typeof ADAPTERS;

// Object.keys types its result as string[], whatever the object.
export const ADAPTER_NAMES = Object.keys(ADAPTERS) as AdapterName[];

export function isAdapterName(name: string): name is AdapterName {
  return Object.hasOwn(ADAPTERS, name);
}

import assert from "node:assert/strict";
import { callAs } from "./admin.js";
import { fetchJson } from "./deliveries.js";

const WAREHOUSE = [
  "A warehouse company wants to build on the old mill site. It promised 600 places of work; opponents said that it would hire few and that trucks would fill Canal Street.",
  "The planning commission put off its vote until January. Members of a carpenters local in red shirts filled the back rows.",
];
const JOBS =
  "A warehouse company wants to build on the old mill site. It promised 600 jobs; opponents said that the workers would be low paid and that trucks would fill Canal Street.";
const VANS = [
  "About forty delivery drivers parked their vans along Canal Street on Tuesday and asked for safer routes and a set lunch hour.",
  "The company said it listens to everyone who drives for it. Police officers directed traffic, warned two drivers and cited nobody.",
  "The bakery on the corner gave away rolls.",
];
const PATROL = "Police officers will watch the street again on Friday, a captain said, and may write tickets.";
const HARVEST = [
  "Growers asked for more seasonal visas on Monday. Migrants from Guatemala pick most of the valley's apples.",
  "The growers said that wages went up by a fifth. A new packing line opens in spring, and the fair returns to the old mill site in June.",
];
const CLINIC = [
  "A clinic near the river counts fewer patients since vans with federal agents were seen on Canal Street in spring.",
  "A nurse said families from Honduras send a neighbor to fetch prescriptions. The clinic began home visits.",
  "The county health board will hear the figures on Thursday.",
];
const CONSULATE = [
  "A consulate's van parked at the fairground on Saturday and renewed passports for 300 families. Some drove four hours.",
  "Lawyers at folding tables explained what to do when an officer knocks at the door, and how to name a guardian for children.",
];

/** Articles of which the model is not sure, by what it suggests for them. */
export const DOUBTFUL = {
  labor: { headline: "Warehouse plan divides the riverside council", body: WAREHOUSE.join("\n\n") },
  enforcement: { headline: "Drivers park their vans to ask for safer routes", body: VANS.join("\n\n") },
  clinic: { headline: "Clinic finds patients stay away after van stops", body: CLINIC.join("\n\n") },
  consulate: { headline: "Consulate van brings paperwork to fairground", body: CONSULATE.join("\n\n") },
  /** The model is sure of labor here. */
  immigration: { headline: "Farm workers wait for visas and for the harvest", body: HARVEST.join("\n\n") },
  /** Enforcement is the more urgent of the two. */
  enforcementAndLabor: {
    headline: "Drivers park their vans to ask for safer routes",
    body: [...VANS, PATROL, JOBS].join("\n\n"),
  },
} as const;

type Doubtful = keyof typeof DOUBTFUL;

/** Sends doubtful articles as `source` and waits for their tags. @returns their ids. */
export async function sendDoubtful(
  url: string,
  source: string,
  kinds: readonly Doubtful[],
  changes: Record<string, unknown> = {},
): Promise<string[]> {
  const call = callAs(url);
  await call("PUT", `/v1/sources/${source}`, { adapter: "standard" });
  const ids: string[] = [];
  for (const [index, kind] of kinds.entries()) {
    const answer = await call("POST", "/v1/articles", {
      source,
      id: `${source}-${index}`,
      version: 1,
      ...DOUBTFUL[kind],
      bodyFormat: "text",
      section: "metro",
      publishedAt: new Date(Date.now() - (index + 1) * 3_600_000).toISOString(),
      ...changes,
    });
    assert.equal(answer.status, 202, answer.text);
    const { articleId } = JSON.parse(answer.text);
    await fetchJson(`${url}/v1/articles/${articleId}/tags?wait=10`);
    ids.push(articleId);
  }
  return ids;
}

/** The three policy topics of the taxonomy, in the order in which documents list them. */
export const TOPICS = ["immigration", "enforcement", "labor"] as const;

export type Topic = (typeof TOPICS)[number];

/** Changes whenever a definition, a scope note or a code below changes: every tag carries it. */
export const TAXONOMY_VERSION = "2026-11";

interface TopicDefinition {
  topic: Topic;
  label: string;
  definition: string;
  scopeNote: string;
  /** Codes of the same concept in the vocabularies that newsrooms exchange. */
  codes: { iptc: readonly string[]; cap: readonly string[]; wikidata: readonly string[] };
}

export const TOPIC_DEFINITIONS: Readonly<Record<Topic, TopicDefinition>> = {
  immigration: {
    topic: "immigration",
    label: "Immigration",
    definition:
      "People who move to, or live in, a country as migrants, and the policy on it: visas, asylum, refugees, " +
      "migrant flows, the border as a migration matter, undocumented people, citizenship and naturalisation.",
    scopeNote:
      "Not foreign policy or terrorism without a migration strand, a person who merely happens to be an immigrant, " +
      "or a border as a matter of trade or war.",
    codes: {
      iptc: ["medtop:20000771", "medtop:20000634", "medtop:20000645", "medtop:20000773"],
      cap: ["9"],
      wikidata: ["Q131288"],
    },
  },
  enforcement: {
    topic: "enforcement",
    label: "Law enforcement",
    definition:
      "The state using its powers to enforce law, and the debate on that: policing, arrests, raids, detention, " +
      "deportation, criminal investigations, prosecutions, trials, sentences, prisons, fines by regulators.",
    scopeNote:
      "Not impeachment, hearings or political fallout without prosecutorial action, nor war, sanctions on states " +
      "or civil litigation about policy, unless it is about how law is enforced.",
    codes: { iptc: ["medtop:20000129"], cap: ["12"], wikidata: ["Q44554"] },
  },
  labor: {
    topic: "labor",
    label: "Labor",
    definition:
      "Work as a social and political matter: unions, strikes, bargaining, wages, hours, working conditions and " +
      "safety, discrimination at work, jobs and unemployment, layoffs and hiring, employment law.",
    scopeNote:
      "Not the economy in general unless jobs or wages are a substantive strand, one executive being hired or " +
      "resigning, or company business news.",
    codes: { iptc: ["medtop:09000000"], cap: ["5"], wikidata: ["Q268378"] },
  },
};

export function isTopic(value: string): value is Topic {
  return (TOPICS as readonly string[]).includes(value);
}

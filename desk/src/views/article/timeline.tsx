import type { ComponentChildren } from "preact";
import { sayConfidence } from "../../confidence.tsx";
import { sayDecision } from "../../decision-words.ts";
import { Moment } from "../../moment.tsx";
import type { History } from "../../seen.ts";
import { nameTopic } from "../../topic.tsx";

interface Entry {
  kind: "revision" | "tagging" | "decision";
  at: string;
  what: ComponentChildren;
}

const DONE = {
  accept: "accepted",
  reject: "rejected",
  add: "added",
  clear: "cleared the decision on",
} as const;

/** Shows revisions, taggings and decisions in one timeline, newest first; nothing if there are none. */
export function Timeline({ history }: { history: History }) {
  const entries = listEntries(history);
  if (entries.length === 0) return null;
  return (
    <section class="panel article-history" aria-labelledby="article-history-title">
      <h2 id="article-history-title">History</h2>
      <ol>
        {entries.map(({ kind, at, what }, index) => (
          <li key={`${kind}-${at}-${entries.length - index}`} class={kind}>
            <Moment at={at} />
            <div>{what}</div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function listEntries({ revisions, taggings, overrides }: History): Entry[] {
  const entries: Entry[] = [
    ...overrides.map((override) => ({
      kind: "decision" as const,
      at: override.at,
      what: (
        <>
          {describeOverride(override)}
          {override.note ? <p class="article-remark">{override.note}</p> : null}
        </>
      ),
    })),
    ...taggings.map(({ taggedAt, version, modelVersion, outcome, tags }) => ({
      kind: "tagging" as const,
      at: taggedAt,
      what: (
        <>
          Tagging of version {version}: {describeTags(outcome, tags)}
          <div class="hint">model {modelVersion}</div>
        </>
      ),
    })),
    ...revisions.map(({ receivedAt, version, headline }) => ({
      kind: "revision" as const,
      at: receivedAt,
      what: (
        <>
          Version {version} received
          {headline ? <div class="article-remark">{headline}</div> : null}
        </>
      ),
    })),
  ];
  return entries.sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
}

/** "Dana rejected Labor". */
export function describeOverride({ by, action, topic }: History["overrides"][number]): string {
  return `${by.name} ${DONE[action]} ${nameTopic(topic)}`;
}

function describeTags(outcome: string, tags: History["taggings"][number]["tags"]): string {
  if (outcome === "abstained") return "the model abstained";
  if (outcome === "failed") return "failed";
  if (tags.length === 0) return "no topic";
  return tags
    .map(
      ({ topic, decision, confidence }) => `${nameTopic(topic)} ${sayDecision(decision)}, ${sayConfidence(confidence)}`,
    )
    .join("; ");
}

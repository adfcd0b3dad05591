import { Confidence } from "../../confidence.tsx";
import type { Decision } from "../../decide.ts";
import { TopicName } from "../../topic.tsx";
import type { Tag } from "./load-article.ts";
import { percent, signed } from "./marks.ts";

const DECISIONS: Readonly<Record<Tag["decision"], string>> = {
  auto: "Set by the model",
  suggested: "Suggested by the model",
  accepted: "Accepted by an editor",
  added: "Added by an editor",
  rejected: "Rejected by an editor",
};

export type Act = (decision: Pick<Decision, "topic" | "action">) => void;

export interface TagCardProps {
  tag: Tag;
  act: Act;
  busy: boolean;
}

/** A tag of the article, or one that an editor took away, with what can be decided on it. */
export function TagCard({ tag, act, busy }: TagCardProps) {
  const { topic, primary, confidence, relevance, decision, origin, tone, codes, label } = tag;
  const isDecided = decision !== "auto" && decision !== "suggested";
  const button = (action: Decision["action"], name: string) => (
    <button type="button" disabled={busy} onClick={() => act({ topic, action })} aria-label={`${name} ${label}`}>
      {name}
    </button>
  );
  return (
    <li class={`article-tag ${topic} ${decision}`}>
      <h3>
        <TopicName topic={topic} />
        {primary ? <span class="article-badge">Primary</span> : null}
        <Confidence value={confidence} />
      </h3>
      <p class="article-decision">
        {DECISIONS[decision]}
        {relevance === null ? null : `; it takes ${percent(relevance)} of the article`}
        {tone ? `. Tone toward it: ${tone.label} (${signed(tone.score)})` : null}.
      </p>
      <div class="article-actions">
        {decision === "accepted" || decision === "added" ? null : button("accept", "Accept")}
        {decision === "rejected" ? null : button("reject", "Reject")}
        {isDecided ? button("clear", "Undo") : null}
      </div>
      <details>
        <summary>Codes and origin</summary>
        <p>
          From {origin === "model" ? "the model" : "an editor"}. IPTC {codes.iptc.join(", ")}; CAP{" "}
          {codes.cap.join(", ")}; Wikidata {codes.wikidata.join(", ")}.
        </p>
      </details>
    </li>
  );
}

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
  /** Whether A and R act on it. */
  isTarget: boolean;
  act: Act;
}

/** A tag of the article, or one that an editor took away, with what can be decided on it. */
export function TagCard({ tag, isTarget, act }: TagCardProps) {
  const { topic, primary, confidence, relevance, decision, origin, tone, codes, label } = tag;
  const isDecided = decision !== "auto" && decision !== "suggested";
  return (
    <li class={`article-tag ${topic} ${decision} ${isTarget ? "target" : ""}`}>
      <h3>
        <TopicName topic={topic} />
        {primary ? <span class="article-badge">Primary</span> : null}
        <Confidence value={confidence} />
      </h3>
      <p class="article-decision">
        {DECISIONS[decision]}
        {relevance === null ? null : `; ${percent(relevance)} likely the main subject`}
        {tone ? `. Tone toward it: ${tone.label} (${signed(tone.score)})` : null}.
      </p>
      {isTarget ? <p class="hint article-acts">A and R act on this tag.</p> : null}
      <div class="article-actions">
        {decision === "added" ? null : (
          <Choice tag={tag} isTarget={isTarget} act={act} action="accept" isMade={decision === "accepted"} />
        )}
        <Choice tag={tag} isTarget={isTarget} act={act} action="reject" isMade={decision === "rejected"} />
        <button
          type="button"
          class="plain"
          aria-label={`Undo ${label}`}
          aria-disabled={!isDecided}
          onClick={() => isDecided && act({ topic, action: "clear" })}
        >
          Undo
        </button>
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

/** Stays where it is once it is made, so that the focus does. */
function Choice({
  tag,
  isTarget,
  act,
  action,
  isMade,
}: TagCardProps & { action: "accept" | "reject"; isMade: boolean }) {
  const name = action === "accept" ? "Accept" : "Reject";
  return (
    <button type="button" aria-pressed={isMade} onClick={() => !isMade && act({ topic: tag.topic, action })}>
      <span aria-hidden="true">{action === "accept" ? "✓" : "✕"}</span> {name}
      <span class="hidden"> {tag.label}</span>
      {isTarget ? (
        <span class="review-key" aria-hidden="true">
          {name.charAt(0)}
        </span>
      ) : null}
    </button>
  );
}

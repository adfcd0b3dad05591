import { Confidence } from "../../confidence.tsx";
import type { Decision } from "../../decide.ts";
import { useMayDecide } from "../../session.ts";
import { nameTopic, TopicName } from "../../topic.tsx";
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
}

/** A tag of the article, or one that an editor took away, with what can be decided on it. */
export function TagCard({ tag, act }: TagCardProps) {
  const { topic, primary, confidence, relevance, decision, origin, tone, codes } = tag;
  return (
    <li class={`article-tag ${topic} ${decision}`}>
      <h3>
        <TopicName topic={topic} />
        {primary && decision !== "rejected" ? <span class="article-badge">Primary</span> : null}
        <Confidence value={confidence} />
      </h3>
      <p class="article-decision">
        {DECISIONS[decision]}
        {relevance === null ? null : `; ${percent(relevance)} likely the main subject`}
        {tone ? `. Tone toward it: ${tone.label} (${signed(tone.score)})` : null}.
      </p>
      {useMayDecide() ? <Actions tag={tag} act={act} /> : null}
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

function Actions({ tag, act }: TagCardProps) {
  const { topic, decision } = tag;
  const isDecided = decision !== "auto" && decision !== "suggested";
  return (
    <div class="article-actions">
      {decision === "added" ? null : <Choice tag={tag} act={act} action="accept" isMade={decision === "accepted"} />}
      <Choice tag={tag} act={act} action="reject" isMade={decision === "rejected"} />
      <button
        type="button"
        class="plain"
        aria-label={`Undo ${nameTopic(topic)}`}
        aria-disabled={!isDecided}
        onClick={() => isDecided && act({ topic, action: "clear" })}
      >
        Undo
      </button>
    </div>
  );
}

/** Stays where it is once it is made, so that the focus does. */
function Choice({ tag, act, action, isMade }: TagCardProps & { action: "accept" | "reject"; isMade: boolean }) {
  const name = action === "accept" ? "Accept" : "Reject";
  return (
    <button
      type="button"
      aria-label={`${name} ${nameTopic(tag.topic)}`}
      aria-pressed={isMade}
      onClick={() => !isMade && act({ topic: tag.topic, action })}
    >
      <span aria-hidden="true">{action === "accept" ? "✓" : "✕"}</span> {name}
    </button>
  );
}

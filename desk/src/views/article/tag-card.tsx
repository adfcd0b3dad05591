import { useContext } from "preact/hooks";
import { Confidence, sayConfidence } from "../../confidence.tsx";
import type { Decision } from "../../decide.ts";
import { KeyHint } from "../../key-hint.tsx";
import { percent } from "../../percent.ts";
import type { History, Tag } from "../../seen.ts";
import { type Session, SessionContext, useMayDecide } from "../../session.ts";
import { nameTopic, TopicName } from "../../topic.tsx";
import { listWords, signed } from "./marks.ts";

const MOST_WORDS = 4;

const DECISIONS: Readonly<Record<Tag["decision"], string>> = {
  auto: "Set by the model",
  suggested: "Suggested by the model",
  accepted: "Accepted by an editor",
  added: "Added by an editor",
  rejected: "Rejected by an editor",
};

const MADE_BY: Readonly<Record<Decision["action"], Tag["decision"] | undefined>> = {
  accept: "accepted",
  add: "added",
  reject: "rejected",
  clear: undefined,
};

export type Act = (decision: Pick<Decision, "topic" | "action">) => void;

interface TagCardProps {
  tag: Tag;
  /** Of the article, newest first. */
  overrides: History["overrides"];
  /** The confidence from which the model sets the topic by itself; undefined while unknown. */
  automaticFrom: number | undefined;
  /** Whether A and R act on this tag. */
  isTarget: boolean;
  act: Act;
}

/** Shows a tag, even one that an editor rejected, with the possible decisions. */
export function TagCard({ tag, overrides, automaticFrom, isTarget, act }: TagCardProps) {
  const { topic, primary, confidence, relevance, decision, origin, tone, codes, evidence = [] } = tag;
  const words = listWords(evidence).slice(0, MOST_WORDS);
  return (
    <li class={`article-tag ${topic} ${decision} ${isTarget ? "target" : ""}`}>
      <h3>
        <a href={`/desk/topics/${topic}`}>
          <TopicName topic={topic} />
        </a>
        {primary && decision !== "rejected" ? <span class="article-badge">Primary</span> : null}
        <Confidence value={confidence} />
      </h3>
      <p class="article-decision">
        {DECISIONS[decision]}
        {relevance === null ? null : `; ${percent(relevance)} likely to be the main subject`}
        {tone ? `. Tone toward this topic: ${tone.label} (${signed(tone.score)})` : null}.
      </p>
      {words.length > 0 ? <p class="article-why">Based mostly on: {words.join(", ")}</p> : null}
      {confidence === null || automaticFrom === undefined ? null : (
        <p class="article-threshold">Automatic at {sayConfidence(automaticFrom)} or higher</p>
      )}
      {isTarget ? <p class="hint article-acts of-keys">Press A to accept this tag, R to reject it.</p> : null}
      {useMayDecide() ? <Actions tag={tag} overrides={overrides} isTarget={isTarget} act={act} /> : null}
      <details>
        <summary>Codes and origin</summary>
        <p>
          Origin: {origin}. IPTC {codes.iptc.join(", ")}; CAP {codes.cap.join(", ")}; Wikidata{" "}
          {codes.wikidata.join(", ")}.
        </p>
      </details>
    </li>
  );
}

function Actions({ tag, overrides, isTarget, act }: Omit<TagCardProps, "automaticFrom">) {
  const session = useContext(SessionContext);
  const { topic, decision } = tag;
  const isDecided = decision !== "auto" && decision !== "suggested";
  const clear = isDecided ? `Clear ${sayWhose(findDecider(tag, overrides), session)} decision` : "Clear decision";
  return (
    <div class="article-actions">
      {decision === "added" ? null : (
        <Choice tag={tag} isTarget={isTarget} act={act} action="accept" isMade={decision === "accepted"} />
      )}
      <Choice tag={tag} isTarget={isTarget} act={act} action="reject" isMade={decision === "rejected"} />
      <button
        type="button"
        class="plain"
        aria-label={`${clear} on ${nameTopic(topic)}`}
        aria-disabled={!isDecided}
        onClick={() => isDecided && act({ topic, action: "clear" })}
      >
        {clear}
      </button>
    </div>
  );
}

/** Returns who made the standing decision; undefined while the history is older than the tag. */
function findDecider({ topic, decision }: Tag, overrides: History["overrides"]) {
  const last = overrides.find((override) => override.topic === topic);
  return last && MADE_BY[last.action] === decision ? last.by : undefined;
}

function sayWhose(by: Session["by"] | undefined, session: Session | undefined): string {
  if (!by) return "this";
  return by.id === session?.by.id ? "your" : `${by.name}’s`;
}

/** Shows a choice. It stays in place once made, so that it keeps the focus. */
function Choice({
  tag,
  isTarget,
  act,
  action,
  isMade,
}: Pick<TagCardProps, "tag" | "isTarget" | "act"> & { action: "accept" | "reject"; isMade: boolean }) {
  const name = action === "accept" ? "Accept" : "Reject";
  return (
    <button type="button" aria-pressed={isMade} onClick={() => !isMade && act({ topic: tag.topic, action })}>
      <span aria-hidden="true">{action === "accept" ? "✓" : "✕"}</span> {name}
      <span class="hidden"> {nameTopic(tag.topic)}</span>
      {isTarget ? <KeyHint of={name.charAt(0)} /> : null}
    </button>
  );
}

import { Confidence } from "../../confidence.tsx";
import type { Decision } from "../../decide.ts";
import { sayDecision } from "../../decision-words.ts";
import { KeyHint } from "../../key-hint.tsx";
import { percent } from "../../percent.ts";
import type { Tag, TagsDocument } from "../../seen.ts";
import { nameTopic, TOPICS, type Topic, TopicName } from "../../topic.tsx";
import { Quotes } from "./quotes.tsx";
import { listAddable } from "./reading.ts";

interface DecisionsProps {
  document: TagsDocument;
  /** The undecided suggested tags. */
  open: readonly Tag[];
  /** The one that A and R act on. */
  target: Topic | undefined;
  disabled: boolean;
  choose: (topic: Topic) => void;
  act: (topic: Topic, action: Decision["action"]) => void;
  give: (topic: Topic) => void;
}

export function Decisions({ document, open, target, disabled, choose, act, give }: DecisionsProps) {
  const others = document.tags.filter(({ decision }) => decision !== "suggested");
  const addable = listAddable(document);
  return (
    <>
      {open.map((tag) => (
        <Suggestion
          key={tag.topic}
          tag={tag}
          isTarget={tag.topic === target}
          disabled={disabled}
          choose={() => choose(tag.topic)}
          act={(action) => act(tag.topic, action)}
        />
      ))}
      {others.length > 0 ? (
        <ul class="review-others" aria-label="Current tags">
          {others.map(({ topic, confidence, decision }) => (
            <li key={topic} class={topic}>
              <TopicName topic={topic} /> <Confidence value={confidence} />
              <span class="hint">{decision === "auto" ? "automatic" : sayDecision(decision)}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {addable.length > 0 ? (
        <section class="review-add" aria-label="Add a topic">
          {addable.map(({ topic, confidence }) => (
            <button type="button" key={topic} class={topic} disabled={disabled} onClick={() => give(topic)}>
              <KeyHint of={String(TOPICS.indexOf(topic) + 1)} /> Add <TopicName topic={topic} />
              <span class="hint">{describeMiss(document, topic, confidence)}</span>
            </button>
          ))}
        </section>
      ) : null}
    </>
  );
}

/** Says how close the model came to a topic that is not a tag. */
function describeMiss(document: TagsDocument, topic: Topic, confidence: number | null): string {
  if (document.rejected?.some((tag) => tag.topic === topic)) return "rejected";
  const nearMisses = "nearMisses" in document ? (document.nearMisses ?? []) : [];
  const miss = nearMisses.find((near) => near.topic === topic);
  if (miss) return `near miss: ${percent(miss.confidence)}, needs ${percent(miss.threshold)}`;
  return confidence === null ? "" : percent(confidence);
}

interface SuggestionProps {
  tag: Tag;
  isTarget: boolean;
  disabled: boolean;
  choose: () => void;
  act: (action: "accept" | "reject") => void;
}

function Suggestion({ tag: { topic, confidence, evidence = [] }, isTarget, disabled, choose, act }: SuggestionProps) {
  const name = nameTopic(topic);
  return (
    <section
      class={`review-suggestion ${topic} ${isTarget ? "target" : ""}`}
      aria-labelledby={`suggested-${topic}`}
      onFocusCapture={choose}
    >
      <h3 id={`suggested-${topic}`}>
        <TopicName topic={topic} /> <Confidence value={confidence} />
        <span class="hint">
          suggested{isTarget ? <span class="of-keys"> · press A to accept, R to reject</span> : null}
        </span>
      </h3>
      <Quotes evidence={evidence} />
      <div class="review-buttons">
        <button type="button" class="primary" disabled={disabled} onClick={() => act("accept")}>
          {isTarget ? <KeyHint of="A" /> : null} Accept {name}
        </button>
        <button type="button" disabled={disabled} onClick={() => act("reject")}>
          {isTarget ? <KeyHint of="R" /> : null} Reject {name}
        </button>
      </div>
    </section>
  );
}

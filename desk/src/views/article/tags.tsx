import { useRef } from "preact/hooks";
import { nameTopic, TOPICS, type Topic, TopicName } from "../../topic.tsx";
import type { Document } from "./load-article.ts";
import { percent } from "./marks.ts";
import { type Act, TagCard } from "./tag-card.tsx";

interface TagsProps {
  document: Document;
  /** The suggested tag that A and R act on. */
  target: Topic | undefined;
  act: Act;
  note: string;
  setNote: (note: string) => void;
}

/** What the article is tagged with, what it nearly was, and what else an editor may add. */
export function Tags({ document, target, act, note, setNote }: TagsProps) {
  const { tags, rejected = [] } = document;
  const nearMisses = "nearMisses" in document ? (document.nearMisses ?? []) : [];
  const title = useRef<HTMLHeadingElement>(null);
  // The button goes once the topic is a tag: the focus must not go with it.
  const add = (topic: Topic) => {
    title.current?.focus();
    act({ topic, action: "add" });
  };
  const named = new Set([...tags, ...rejected, ...nearMisses].map(({ topic }) => topic));
  const others = TOPICS.filter((topic) => !named.has(topic));
  return (
    <section class="panel article-tags" aria-labelledby="article-tags-title">
      <h2 id="article-tags-title" ref={title} tabIndex={-1}>
        Tags
      </h2>
      {tags.length === 0 ? <p class="hint">{describeNone(document)}</p> : null}
      <ul>
        {[...tags, ...rejected].map((tag) => (
          <TagCard key={tag.topic} tag={tag} isTarget={tag.topic === target} act={act} />
        ))}
      </ul>
      {nearMisses.length > 0 ? (
        <>
          <h3>Near misses</h3>
          <ul>
            {nearMisses.map(({ topic, confidence, threshold }) => (
              <li key={topic} class="article-add">
                <span>
                  <TopicName topic={topic} />{" "}
                  <span class="hint">
                    {percent(confidence)}, {percent(threshold)} wanted
                  </span>
                </span>
                <AddButton topic={topic} add={add} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {others.length > 0 ? (
        <>
          <h3>Other topics</h3>
          <ul>
            {others.map((topic) => (
              <li key={topic} class="article-add">
                <TopicName topic={topic} />
                <AddButton topic={topic} add={add} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <label for="article-note">Note with your next decision</label>
      <input
        id="article-note"
        type="text"
        maxLength={1000}
        autocomplete="off"
        placeholder="Optional; kept in the history"
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
    </section>
  );
}

function AddButton({ topic, add }: { topic: Topic; add: (topic: Topic) => void }) {
  return (
    <button type="button" aria-label={`Add ${nameTopic(topic)}`} onClick={() => add(topic)}>
      Add
    </button>
  );
}

/** Why there is no tag, as far as the model says. */
function describeNone(document: Document): string {
  if (document.outcome === "failed") return `The tagging failed: ${document.reason}.`;
  if (document.outcome === "abstained") {
    return document.reason === "tooShort"
      ? "The model abstained: the text is too short to say anything of it."
      : `The model abstained: it reads English, and this text looks like ${nameLanguage(document.language)}.`;
  }
  return "No topic applies, says the model.";
}

function nameLanguage(code: string): string {
  if (code === "und") return "none that it knows";
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

import { useRef } from "preact/hooks";
import { useLoad } from "../../load.ts";
import { percent } from "../../percent.ts";
import type { History, TagsDocument } from "../../seen.ts";
import { useMayDecide } from "../../session.ts";
import { nameTopic, TOPICS, type Topic, TopicName } from "../../topic.tsx";
import { type Act, TagCard } from "./tag-card.tsx";
import { loadThresholds } from "./thresholds.ts";

interface TagsProps {
  document: TagsDocument;
  /** Newest first. */
  overrides: History["overrides"];
  /** The suggested tag that A and R act on. */
  target: Topic | undefined;
  act: Act;
  note: string;
  setNote: (note: string) => void;
}

/** Shows the article's tags, its near misses, and the other topics an editor may add. */
export function Tags({ document, overrides, target, act, note, setNote }: TagsProps) {
  const { tags, rejected = [] } = document;
  const nearMisses = "nearMisses" in document ? (document.nearMisses ?? []) : [];
  const { loaded } = useLoad(loadThresholds, []);
  const automaticFrom = (topic: Topic) => (loaded.state === "ready" ? loaded.value.get(topic)?.auto : undefined);
  const mayDecide = useMayDecide();
  const title = useRef<HTMLHeadingElement>(null);
  // The button disappears once the topic becomes a tag, or stops being one: move the focus first.
  const actAway: Act = (decision) => {
    title.current?.focus();
    act(decision);
  };
  const add = (topic: Topic) => actAway({ topic, action: "add" });
  const named = new Set([...tags, ...rejected, ...nearMisses].map(({ topic }) => topic));
  const others = TOPICS.filter((topic) => !named.has(topic));
  return (
    <section class="panel article-tags" aria-labelledby="article-tags-title">
      <h2 id="article-tags-title" ref={title} tabIndex={-1}>
        Tags
      </h2>
      {mayDecide ? <Note note={note} setNote={setNote} /> : <p class="hint">Your key can read but not decide.</p>}
      {tags.length === 0 ? <p class="hint">{describeNone(document)}</p> : null}
      <ul>
        {[...tags, ...rejected].map((tag) => (
          <TagCard
            key={tag.topic}
            tag={tag}
            overrides={overrides}
            automaticFrom={automaticFrom(tag.topic)}
            isTarget={tag.topic === target}
            act={tag.origin === "editor" ? actAway : act}
          />
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
                    {percent(confidence)}, needs {percent(threshold)}
                  </span>
                </span>
                {mayDecide ? <AddButton topic={topic} add={add} /> : null}
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
                {mayDecide ? <AddButton topic={topic} add={add} /> : null}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Note({ note, setNote }: Pick<TagsProps, "note" | "setNote">) {
  return (
    <>
      <label for="article-note">Note for your next decision</label>
      <input
        id="article-note"
        type="text"
        maxLength={1000}
        autocomplete="off"
        placeholder="Optional, kept in the history"
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && event.currentTarget.blur()}
      />
    </>
  );
}

function AddButton({ topic, add }: { topic: Topic; add: (topic: Topic) => void }) {
  return (
    <button type="button" aria-label={`Add ${nameTopic(topic)}`} onClick={() => add(topic)}>
      Add
    </button>
  );
}

/** Says why there is no tag, as far as the model tells. */
function describeNone(document: TagsDocument): string {
  if (document.outcome === "failed") return `Tagging failed: ${document.reason}.`;
  if (document.outcome === "abstained") {
    return document.reason === "tooShort"
      ? "The model abstained: the text is too short to tag."
      : `The model abstained: it reads only English, and this text looks like ${nameLanguage(document.language)}.`;
  }
  if (document.rejected && document.rejected.length > 0) {
    return "No tags are left: an editor rejected what the model suggested.";
  }
  return "The model found no topic in this article.";
}

function nameLanguage(code: string): string {
  if (code === "und") return "a language it does not know";
  try {
    return new Intl.DisplayNames("en", { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

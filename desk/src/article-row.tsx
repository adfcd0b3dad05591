import { useLayoutEffect, useRef } from "preact/hooks";
import { Confidence } from "./confidence.tsx";
import { sayDecision } from "./decision-words.ts";
import { sayHeadline } from "./headline.ts";
import { keepPlace, readPlace } from "./place.ts";
import type { Schemas } from "./service.ts";
import { TopicName } from "./topic.tsx";
import { WhereFrom } from "./where-from.tsx";

export type RowArticle = Pick<
  Schemas["ListedArticle"],
  "articleId" | "headline" | "source" | "section" | "outcome" | "tone"
> & {
  tags: Pick<Schemas["ListedArticle"]["tags"][number], "topic" | "decision" | "confidence">[];
  /** When the article was published or tagged, if known. */
  at: string | null;
};

/** Shows an article of a list with its origin and tags. The one that was opened gets the focus back. */
export function ArticleRow({ article }: { article: RowArticle }) {
  const { articleId, headline, source, section, outcome, tone, tags, at } = article;
  const link = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    if (readPlace().opened === articleId) link.current?.focus();
  }, [articleId]);
  return (
    <li>
      <a
        class="headline"
        ref={link}
        href={`/desk/articles/${articleId}`}
        onClick={() => keepPlace({ opened: articleId })}
      >
        {sayHeadline(headline)}
      </a>
      <p class="row-about">
        <WhereFrom source={source} section={section} at={at} />
      </p>
      <p class="row-tags">
        {tags.map(({ topic, decision, confidence }) => (
          <span key={topic} class={topic}>
            <TopicName topic={topic} /> <Confidence value={confidence} />{" "}
            <span class="hint">{sayDecision(decision)}</span>
          </span>
        ))}
        {tags.length === 0 ? <span class="hint">{describeOutcome(outcome)}</span> : null}
        {tone ? <span class="hint">{tone} tone</span> : null}
      </p>
    </li>
  );
}

function describeOutcome(outcome: RowArticle["outcome"]): string {
  if (outcome === "abstained") return "model abstained: too short, or not in English";
  if (outcome === "failed") return "tagging failed";
  if (outcome === "tagged") return "all tags rejected";
  return outcome === null ? "waiting to be tagged" : "no topic";
}

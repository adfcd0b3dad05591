import { useMemo } from "preact/hooks";
import { Claimed } from "../../claimed.tsx";
import { sayHeadline } from "../../headline.ts";
import { useKeys } from "../../keys.tsx";
import { Moment } from "../../moment.tsx";
import { listOpen } from "../../open-tags.ts";
import type { Tag } from "../../seen.ts";
import { useMayDecide } from "../../session.ts";
import { nameTopic, TOPICS } from "../../topic.tsx";
import { View } from "../../view.tsx";
import { BackToQueue, useBackKeys } from "./back-to-queue.tsx";
import { Details, findOriginal } from "./details.tsx";
import { findRevision, type TaggedArticle } from "./load-article.ts";
import { MarkedText } from "./marked-text.tsx";
import { listMarks, listToneMarks } from "./marks.ts";
import { Reading } from "./reading.tsx";
import { useShownLayers } from "./shown-layers.ts";
import { Tags } from "./tags.tsx";
import { Timeline } from "./timeline.tsx";
import { Tone } from "./tone.tsx";
import { type OpenArticle, useDecisions } from "./use-decisions.ts";
import { usePointing, WeightNote, Weights } from "./weight-note.tsx";

/** Shows an article that has its tagging. */
export function TaggedView(open: OpenArticle) {
  const { article, claim } = open;
  const { document, facts, history } = article;
  const text = ("text" in document ? document.text : undefined) ?? withoutText(article);
  const shown = useShownLayers();
  const pointing = usePointing();
  const deciding = useDecisions(open);
  const marks = useMemo(() => listMarks(document), [document]);
  const tones = useMemo(() => listToneMarks(document), [document]);
  const layers = {
    ...pointing,
    marks: marks.filter(({ topic }) => shown.topics.has(topic)),
    tones: shown.tone ? tones : undefined,
  };
  const backKeys = useBackKeys();
  const mayDecide = useMayDecide();
  const target = mayDecide ? listOpen(document)[0]?.topic : undefined;
  const onTarget = (action: "accept" | "reject") => () => {
    if (target) deciding.act({ topic: target, action });
    else deciding.say("There are no suggested tags left to decide on.");
  };
  const add = (topic: Tag["topic"]) => () => {
    if (document.tags.some((tag) => tag.topic === topic))
      deciding.say(`${nameTopic(topic)} is already a tag on this article.`);
    else deciding.act({ topic, action: "add" });
  };
  const decideKeys = [
    { key: "a", does: "Accept the highlighted tag", run: onTarget("accept") },
    { key: "r", does: "Reject the highlighted tag", run: onTarget("reject") },
    ...TOPICS.map((topic, index) => ({ key: `${index + 1}`, does: `Add ${nameTopic(topic)}`, run: add(topic) })),
    { key: "u", does: "Undo your last decision, on any article", run: deciding.undo },
  ];
  useKeys([
    ...(mayDecide ? decideKeys : []),
    { key: "t", does: "Show or hide the tone", run: shown.toggleTone },
    ...(pointing.open ? [{ key: "escape", does: "Close the note", run: pointing.close }] : []),
    ...backKeys,
  ]);
  const original = findOriginal(facts.url);
  const whole = { start: 0, end: text.headline.length };
  return (
    <View
      title={sayHeadline(text.headline)}
      heading={
        text.headline.trim() ? <MarkedText text={text.headline} field="headline" part={whole} {...layers} /> : undefined
      }
      class="article"
      aside={
        <p class="article-facts">
          <span>{document.source}</span>
          {facts.section ? <span>{facts.section}</span> : null}
          {facts.publishedAt ? <Moment at={facts.publishedAt} /> : null}
          {original ? (
            <a href={original} target="_blank" rel="noopener noreferrer">
              Original<span class="hidden"> (opens in a new tab)</span>
            </a>
          ) : null}
          <BackToQueue />
        </p>
      }
    >
      {claim.other ? <Claimed by={claim.other} look={claim.claim} /> : null}
      <div role="status" class="article-notice">
        {deciding.notice ? <p>{deciding.notice}</p> : null}
      </div>
      <div class="article-columns">
        <Tags
          document={document}
          overrides={history.overrides}
          target={target}
          act={deciding.act}
          note={deciding.note}
          setNote={deciding.setNote}
        />
        <Reading document={document} text={text} marks={marks} tones={tones} layers={layers} shown={shown} />
        <div class="article-aside">
          <Tone document={document} />
          <Timeline history={history} />
          <Details article={article} />
        </div>
      </div>
      <WeightNote text={text} pointing={pointing} />
      <Weights marks={marks} />
    </View>
  );
}

/** Replaces the text, for a tagging that failed before the text was cleaned. */
function withoutText(article: TaggedArticle) {
  return { headline: findRevision(article)?.headline ?? "", body: "", removed: [] };
}

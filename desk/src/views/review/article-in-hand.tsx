import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import type { Claim } from "../../claim.ts";
import { Claimed } from "../../claimed.tsx";
import { ArticleChanged, type Decision, describeUndecided, LOST } from "../../decide.ts";
import { sayHeadline } from "../../headline.ts";
import { KeyHint } from "../../key-hint.tsx";
import { useKeys } from "../../keys.tsx";
import { useLoad } from "../../load.ts";
import { listOpen } from "../../open-tags.ts";
import type { QueuedArticle } from "../../queued-article.ts";
import { findTag, type TagsDocument } from "../../seen.ts";
import { describeError } from "../../service.ts";
import { Shown } from "../../states.tsx";
import { nameTopic, TOPICS, type Topic } from "../../topic.tsx";
import { type Deciding, STILL_SAVING } from "../../use-deciding.ts";
import { describeDecision } from "../../visit.ts";
import { WhereFrom } from "../../where-from.tsx";
import { Decisions } from "./decisions.tsx";
import { loadChanged, loadReading } from "./reading.ts";
import { useInSight } from "./use-in-sight.ts";
import "./article-in-hand.css";

interface ArticleInHandProps {
  article: QueuedArticle;
  /** The topic that the queue is filtered by: A and R act on it first. */
  topic: Topic | undefined;
  claim: Claim;
  /** Whether the editor came here by a key or a decision, so that the focus follows; read once. */
  takesFocus: { current: boolean };
  say: (text: string) => void;
  /** Called when no suggested tag is left. @param what was done last, as in "Accepted Labor". */
  onFinished: (article: QueuedArticle, what: string) => void;
  /** Called when somebody else left nothing to decide on. */
  onSettled: () => void;
  onLeave: () => void;
  deciding: Deciding;
}

export function ArticleInHand({
  article,
  topic: asked,
  claim,
  takesFocus,
  say,
  onFinished,
  onSettled,
  onLeave,
  deciding,
}: ArticleInHandProps) {
  const { articleId, headline, source, section, publishedAt } = article;
  const { route } = useLocation();
  const { loaded, reload, replace } = useLoad((signal) => loadReading(articleId, signal), [articleId]);
  const [chosen, choose] = useState(asked);
  const [trouble, setTrouble] = useState<string>();
  const heading = useRef<HTMLHeadingElement>(null);
  const reading = loaded.state === "ready" ? loaded.value : undefined;
  const open = reading ? listOpen(reading.document) : [];
  const target = open.find(({ topic }) => topic === chosen) ?? open[0];
  const isSettled = reading !== undefined && open.length === 0;
  const isInSight = useInSight(reading !== undefined);
  useLayoutEffect(() => {
    if (takesFocus.current) heading.current?.focus({ preventScroll: true });
    takesFocus.current = false;
  }, [takesFocus]);
  useEffect(() => {
    if (isSettled) onSettled();
  }, [isSettled]);

  /** Moves the focus off a button that may disappear. */
  const keepFocus = () => {
    const isOnButton = document.activeElement?.closest(".review-buttons, .review-add");
    if (isOnButton) heading.current?.focus({ preventScroll: true });
  };
  const act = async (topic: Topic, action: Decision["action"]) => {
    if (!reading || !isInSight) return;
    if (claim.other) return say(`${claim.other} is working on this article.`);
    if (deciding.isSaving()) return say(STILL_SAVING);
    setTrouble(undefined);
    try {
      const decided = await deciding.make(article, reading, { topic, action }, () => setTrouble(LOST));
      setTrouble(undefined);
      const what = describeDecision({ topic, action });
      const [next] = listOpen(decided.document);
      if (!next) return onFinished(article, what);
      keepFocus();
      replace({ ...decided, changes: [] });
      claim.claim();
      say(`${what}. Still to decide: ${nameTopic(next.topic)}.`);
    } catch (error) {
      if (error instanceof ArticleChanged) await showChanges(reading.document);
      else setTrouble(describeUndecided(error));
    }
  };
  const showChanges = async (seen: TagsDocument) => {
    try {
      const now = await loadChanged(articleId, seen);
      keepFocus();
      replace(now);
    } catch (error) {
      setTrouble(
        `Your decision was not saved: the article has changed and could not be reloaded. ${describeError(error)}`,
      );
    }
  };
  const give = (topic: Topic) => {
    if (!reading) return;
    const tag = findTag(reading.document, topic);
    if (!tag || (tag.decision === "rejected" && tag.origin === "editor")) return void act(topic, "add");
    if (tag.decision === "suggested" || tag.decision === "rejected") return void act(topic, "accept");
    say(`${nameTopic(topic)} is already a tag on this article.`);
  };
  const onTarget = (action: "accept" | "reject") => {
    if (target) void act(target.topic, action);
    else if (reading) say("There are no suggested tags left to decide on.");
  };
  const openArticle = () => route(`/desk/articles/${articleId}`);
  useKeys([
    { key: "a", does: "Accept the highlighted tag", run: () => onTarget("accept") },
    { key: "r", does: "Reject the highlighted tag", run: () => onTarget("reject") },
    ...TOPICS.map((topic, index) => ({
      key: String(index + 1),
      does: `Add ${nameTopic(topic)}, or accept it if it is suggested`,
      run: () => give(topic),
    })),
    { key: "o", does: "Open the full article", run: openArticle },
    { key: "Enter", does: "Open the full article", run: openArticle },
  ]);

  return (
    <section class="review-hand panel" aria-labelledby="review-headline">
      <h2 id="review-headline" class="headline" ref={heading} tabIndex={-1}>
        {sayHeadline(headline)}
      </h2>
      <p class="review-where">
        <WhereFrom source={source} section={section} at={publishedAt} />
      </p>
      {claim.other ? <Claimed by={claim.other} look={claim.claim} skip={onLeave} /> : null}
      <div role="alert">
        {reading && reading.changes.length > 0 ? (
          <p class="review-changed">
            <strong>Your decision was not saved because the article has changed:</strong> {reading.changes.join(" ")}{" "}
            You now see the article’s current state.
          </p>
        ) : null}
        {trouble ? <p class="review-trouble">{trouble}</p> : null}
      </div>
      <Shown loaded={loaded} what="the evidence" again={reload}>
        {({ document }) => (
          <Decisions
            document={document}
            open={open}
            target={target?.topic}
            disabled={claim.other !== undefined || !isInSight}
            choose={choose}
            act={(topic, action) => void act(topic, action)}
            give={give}
          />
        )}
      </Shown>
      {isSettled ? (
        <p class="review-settled">
          This article has no suggested tags left.{" "}
          <button type="button" class="primary" onClick={onLeave}>
            Next article
          </button>
        </p>
      ) : null}
      <a class="review-open" href={`/desk/articles/${articleId}`}>
        Open the full article <KeyHint of="O" />
      </a>
    </section>
  );
}

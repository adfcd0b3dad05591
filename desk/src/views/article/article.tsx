import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { useClaim } from "../../claim.ts";
import { useKeys } from "../../keys.tsx";
import { useLoad } from "../../load.ts";
import { useMayDecide } from "../../session.ts";
import { Empty, NotNewer, Shown } from "../../states.tsx";
import { View } from "../../view.tsx";
import { BackToQueue, useBackKeys } from "./back-to-queue.tsx";
import { type LoadedArticle, loadArticle } from "./load-article.ts";
import { TaggedView } from "./tagged-view.tsx";
import { Timeline } from "./timeline.tsx";
import "./article.css";
import "./marks.css";
import "./tags.css";
import "./aside.css";

/** Shows one article: its text with the evidence in place, its tags and its history. */
export function Article() {
  const { articleId = "" } = useRoute().params;
  const { loaded, reload, replace } = useLoad((signal) => loadArticle(articleId, signal), [articleId]);
  const claim = useClaim(useMayDecide() ? articleId : undefined, reload);
  const value = loaded.state === "ready" ? loaded.value : undefined;
  const backKeys = useBackKeys();
  useKeys(value?.state === "tagged" ? [] : backKeys);
  if (value?.state === "tagged") {
    return (
      <>
        <NotNewer loaded={loaded} what="the article" again={reload} />
        <TaggedView key={articleId} article={value} claim={claim} replace={replace} reload={reload} />
      </>
    );
  }
  return (
    <View title={value ? nameOf(value) : "Article"} class="article" aside={<BackToQueue />}>
      <Shown loaded={loaded} what="the article" again={reload}>
        {(article) => <Untagged article={article} reload={reload} />}
      </Shown>
    </View>
  );
}

function nameOf(article: LoadedArticle): string {
  if (article.state === "missing" || article.state === "tagged") return "Article not found";
  const headline = article.history.revisions[0]?.headline.trim();
  return headline || (article.state === "withdrawn" ? "Withdrawn article" : "No headline");
}

function Untagged({ article, reload }: { article: LoadedArticle; reload: () => void }) {
  const waitS = article.state === "pending" ? article.retryAfterS : undefined;
  useEffect(() => {
    if (waitS === undefined) return;
    const timer = setTimeout(reload, waitS * 1000);
    return () => clearTimeout(timer);
  }, [article, waitS, reload]);
  if (article.state === "missing") {
    return <Empty>Beatline has no article with this ID, or your key cannot see its source.</Empty>;
  }
  if (article.state === "tagged") return null;
  return (
    <>
      <div role="status">
        {article.state === "pending" ? (
          <Empty>
            <span class="pulse" aria-hidden="true" /> This version is waiting to be tagged. It will appear here
            automatically.
          </Empty>
        ) : (
          <Empty>
            This article was withdrawn: it was unpublished or deleted in the CMS. Decisions on it are kept in case it
            comes back.
          </Empty>
        )}
      </div>
      <Timeline history={article.history} />
    </>
  );
}

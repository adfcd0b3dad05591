import { useLocation } from "preact-iso";
import { useLoad } from "../../load.ts";
import { useMayDecide } from "../../session.ts";
import { Empty, Shown } from "../../states.tsx";
import { View } from "../../view.tsx";
import { loadAddressed, readFilter } from "./queue.ts";
import { ReviewFilters } from "./review-filters.tsx";
import { ReviewQueue } from "./review-queue.tsx";
import "./review.css";

/** Shows the review queue, if the editor may decide. */
export function Review() {
  if (useMayDecide()) return <Queue />;
  return (
    <View title="Review">
      <Empty>
        <p>
          Your key can read but not decide. The review queue needs a key with the <code>review</code> scope.
        </p>
        <p>
          You can still browse all <a href="/desk/articles">articles</a> and the <a href="/desk/trends">trends</a>.
        </p>
      </Empty>
    </View>
  );
}

/** Shows the queue and the article in hand. */
function Queue() {
  const { query } = useLocation();
  const { article: named } = query;
  const filter = readFilter(query);
  const { topic, section, source } = filter;
  // The address names the article only when a queue is loaded; after that it follows the article in hand.
  const load = (signal: AbortSignal) => loadAddressed(filter, named, signal);
  const { loaded, reload, replace } = useLoad(load, [topic, section, source]);
  return (
    <View title="Review" class="review">
      <ReviewFilters filter={filter} known={loaded.state === "ready" ? loaded.value.articles : []} />
      <Shown loaded={loaded} what="the review queue" again={reload}>
        {(queue) => <ReviewQueue queue={queue} filter={filter} change={replace} reload={reload} />}
      </Shown>
    </View>
  );
}

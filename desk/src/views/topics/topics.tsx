import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { useLoad } from "../../load.ts";
import { oneOf } from "../../one-of.ts";
import { Shown } from "../../states.tsx";
import { nameTopic, TOPICS, TopicName } from "../../topic.tsx";
import { View } from "../../view.tsx";
import { NotFound } from "../not-found.tsx";
import { listTopics } from "./topic-card.ts";
import { TopicSection } from "./topic-section.tsx";
import { TopicSummary } from "./topic-summary.tsx";
import "./topics.css";

/** Shows all topics side by side, or one in full. */
export function Topics() {
  const { params } = useRoute();
  const topic = oneOf(TOPICS, params.topic);
  const { loaded, reload } = useLoad(listTopics, []);
  if (params.topic !== undefined && !topic) return <NotFound />;
  return (
    <View key={topic ?? ""} title={topic ? nameTopic(topic) : "Topics"}>
      {topic ? <Others topic={topic} /> : null}
      <Shown loaded={loaded} what="the topics" again={reload}>
        {(cards) =>
          topic ? (
            cards.filter((card) => card.topic === topic).map((card) => <TopicSection key={card.topic} card={card} />)
          ) : (
            <TopicSummary cards={cards} />
          )
        }
      </Shown>
    </View>
  );
}

function Others({ topic }: { topic: string }) {
  useEffect(() => scrollTo(0, 0), [topic]);
  return (
    <nav class="topics-others" aria-label="Topics">
      <a href="/desk/topics">All topics</a>
      {TOPICS.map((one) => (
        <a key={one} href={`/desk/topics/${one}`} aria-current={one === topic ? "page" : undefined}>
          <TopicName topic={one} />
        </a>
      ))}
    </nav>
  );
}

import { percent } from "../../percent.ts";
import { TopicName } from "../../topic.tsx";
import { describeJudged, type TopicCard } from "./topic-card.ts";

/** Compares the topics: what they mean, and how well the model knows them. */
export function TopicSummary({ cards }: { cards: readonly TopicCard[] }) {
  return (
    <>
      <p class="topics-intro">
        Beatline looks for three topics in every article, each independently: an article can have all of them or none.
        The model was measured on articles that people read and graded. Your own editors’ decisions are counted
        separately.
      </p>
      <ul class="topics-cards">
        {cards.map((card) => (
          <li key={card.topic} class={`panel topics-card ${card.topic}`}>
            <h2>
              <a href={`/desk/topics/${card.topic}`}>
                <TopicName topic={card.topic} />
              </a>
            </h2>
            <p class="topics-definition">{card.definition}</p>
            <dl>
              <dt>Automatic tags that are right</dt>
              <dd>{percent(card.measured.auto.precision)}</dd>
              <dt>Articles on the topic that get the tag (automatic or suggested)</dt>
              <dd>{percent(card.measured.all.recall)}</dd>
            </dl>
            <p class="hint">Your editors on automatic tags: {describeJudged(card.editors.auto)}.</p>
          </li>
        ))}
      </ul>
      <Versions card={cards[0]} />
    </>
  );
}

/** Shows which taxonomy and model the figures are for. */
export function Versions({ card }: { card: TopicCard | undefined }) {
  return card ? (
    <p class="hint">
      Taxonomy {card.taxonomyVersion}, model {card.modelVersion}
    </p>
  ) : null;
}

import { percent } from "../../percent.ts";
import { nameTopic } from "../../topic.tsx";
import { ReliabilityCurve } from "./reliability-curve.tsx";
import { describeJudged, type TopicCard } from "./topic-card.ts";
import { TopicCodes } from "./topic-codes.tsx";
import { Versions } from "./topic-summary.tsx";

/** Shows all that is known about one topic. */
export function TopicSection({ card }: { card: TopicCard }) {
  return (
    <div class={`topics-whole ${card.topic}`}>
      <section class="topics-meaning">
        <h2>What it means</h2>
        <p class="topics-definition">{card.definition}</p>
        <h3>What it leaves out</h3>
        <p class="topics-definition">{card.scopeNote}</p>
      </section>
      <section class="panel">
        <h2>How a tag is decided</h2>
        <Thresholds card={card} />
      </section>
      <section class="panel">
        <h2>How accurate the model is</h2>
        <Measured card={card} />
      </section>
      <section class="panel">
        <h2>What your editors decided</h2>
        <Editors card={card} />
      </section>
      <section class="panel topics-reliability">
        <h2>Can you trust the confidence?</h2>
        {card.reliability ? (
          <ReliabilityCurve topic={card.topic} bins={card.reliability} />
        ) : (
          <p>
            This model was retrained and has not been evaluated since, so it has no curve. Whoever runs Beatline can
            create one: <code>npm run evaluate</code>
          </p>
        )}
      </section>
      <section class="panel">
        <h2>Codes in other vocabularies</h2>
        <TopicCodes codes={card.codes} />
      </section>
      <Versions card={card} />
    </div>
  );
}

function Thresholds({ card: { topic, thresholds } }: { card: TopicCard }) {
  const [auto, suggested] = [percent(thresholds.auto), percent(thresholds.suggested)];
  return (
    <>
      <p>
        The model gives every article a confidence, from 0 to 100%, that it is about {nameTopic(topic).toLowerCase()}.
      </p>
      <div class="topics-scale" aria-hidden="true">
        <span style={{ width: `${thresholds.suggested * 100}%` }}>no tag</span>
        <span class="suggested" style={{ width: `${(thresholds.auto - thresholds.suggested) * 100}%` }}>
          suggested
        </span>
        <span class="auto" style={{ width: `${(1 - thresholds.auto) * 100}%` }}>
          auto
        </span>
      </div>
      <dl>
        <dt>{auto} or higher: automatic</dt>
        <dd>The tag is set, and readers may see it before an editor does.</dd>
        <dt>
          {suggested} to {auto}: suggested
        </dt>
        <dd>The tag waits in the review queue for an editor to accept or reject it.</dd>
        <dt>Below {suggested}: no tag</dt>
        <dd>An editor can still add it.</dd>
      </dl>
    </>
  );
}

function Measured({ card: { measured } }: { card: TopicCard }) {
  return (
    <>
      <table>
        <thead>
          <tr>
            <th scope="col">Tags</th>
            <th scope="col" class="number">
              Precision
            </th>
            <th scope="col" class="number">
              Recall
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Automatic only</th>
            <td class="number">{percent(measured.auto.precision)}</td>
            <td class="number">{percent(measured.auto.recall)}</td>
          </tr>
          <tr>
            <th scope="row">Automatic and suggested</th>
            <td class="number">{percent(measured.all.precision)}</td>
            <td class="number">{percent(measured.all.recall)}</td>
          </tr>
        </tbody>
      </table>
      <p class="hint topics-note">
        Precision: of 100 such tags, how many are right. Recall: of 100 articles about the topic, how many get such a
        tag. Measured on graded news articles that the model had not seen (five-fold cross-validation), weighted to
        represent an ordinary stream of news. Your news may differ: compare with what your editors decided.
      </p>
    </>
  );
}

function Editors({ card: { editors } }: { card: TopicCard }) {
  return (
    <>
      <dl>
        <dt>Automatic tags</dt>
        <dd>{describeJudged(editors.auto)}</dd>
        <dt>Suggested tags</dt>
        <dd>{describeJudged(editors.suggested)}</dd>
        <dt>Tags the model missed</dt>
        <dd>{editors.added === 0 ? "none added yet" : `${editors.added} added`}</dd>
      </dl>
      <p class="hint topics-note">
        Only tags that an editor decided on are counted. Editors look at doubtful tags first, so the share is lower than
        it would be for all tags.
      </p>
    </>
  );
}

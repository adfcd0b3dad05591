import { percent } from "../../percent.ts";
import type { TagsDocument } from "../../seen.ts";
import type { Schemas } from "../../service.ts";
import { signed } from "./marks.ts";

/** A reader would not notice a smaller difference. */
const NOTICEABLE = 0.25;

/** Compares the tone of headline and article, and shows that of quoted people apart from the reporter's. */
export function Tone({ document }: { document: TagsDocument }) {
  if (!("sentiment" in document)) return null;
  const { tone, headline, quoted } = document.sentiment;
  return (
    <section class="panel article-tones" aria-labelledby="article-tone-title">
      <h2 id="article-tone-title">Tone</h2>
      <dl>
        {headline ? <Scale name="Headline" tone={headline} /> : null}
        <Scale name="Article" tone={tone} />
        {quoted ? <Scale name="Quotes" tone={quoted} /> : null}
      </dl>
      <p class="hint">
        {headline ? `${compare(headline.score, tone.score)} ` : ""}The model is {percent(tone.confidence)} sure that the
        article is {tone.label}.
      </p>
      <p class="hint">
        A label is the likeliest of four tones. A score, from −1 to +1, is how much likelier positive is than negative.
      </p>
    </section>
  );
}

function Scale({ name, tone: { label, score } }: { name: string; tone: Schemas["Tone"] }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <span class={`article-track ${label}`} aria-hidden="true">
          <span style={{ left: `${(score + 1) * 50}%` }} />
        </span>
        {label} <span class="article-score">{signed(score)}</span>
      </dd>
    </div>
  );
}

function compare(headline: number, article: number): string {
  const difference = headline - article;
  if (Math.abs(difference) < NOTICEABLE) return "Headline and article have about the same score.";
  const name = headline < 0 ? "negative" : "positive";
  const isMore = headline < 0 === difference < 0;
  return `The headline is ${isMore ? "more" : "less"} ${name} than the article.`;
}

import { useMemo } from "preact/hooks";
import type { TagsDocument } from "../../seen.ts";
import { nameTopic, shapeOf, TOPICS, type Topic } from "../../topic.tsx";
import { type Layers, MarkedText } from "./marked-text.tsx";
import type { Mark, ToneMark } from "./marks.ts";
import { listParagraphs } from "./pieces.ts";
import type { ShownLayers } from "./shown-layers.ts";

interface ReadingProps {
  document: TagsDocument;
  text: { headline: string; body: string; removed: string[] };
  marks: readonly Mark[];
  tones: readonly ToneMark[];
  layers: Layers;
  shown: ShownLayers;
}

/** Shows the clean text with the evidence in place. */
export function Reading({ document, text, marks, tones, layers, shown }: ReadingProps) {
  const paragraphs = useMemo(() => listParagraphs(text.body), [text.body]);
  return (
    <section class="article-reading" aria-label="Article text">
      <Toggles marks={marks} shown={shown} hasTone={"sentiment" in document} />
      {shown.tone ? <ToneLegend tones={tones} /> : null}
      <div class="article-text" lang={"language" in document ? document.language : undefined}>
        {paragraphs.length === 0 ? <p class="hint">This article has only a headline.</p> : null}
        {paragraphs.map((part) => (
          <p key={part.start}>
            <MarkedText text={text.body} field="body" part={part} {...layers} />
          </p>
        ))}
      </div>
      {text.removed.length > 0 ? (
        <details class="article-removed">
          <summary>
            {text.removed.length} {text.removed.length === 1 ? "passage" : "passages"} left out as boilerplate
          </summary>
          {text.removed.map((passage, index) => (
            <p key={index}>{passage}</p>
          ))}
        </details>
      ) : null}
    </section>
  );
}

interface TogglesProps {
  marks: readonly Mark[];
  shown: ShownLayers;
  hasTone: boolean;
}

function Toggles({ marks, shown, hasTone }: TogglesProps) {
  const marked = TOPICS.filter((topic) => marks.some((mark) => mark.topic === topic));
  if (marked.length === 0 && !hasTone) return null;
  return (
    <fieldset class="article-toggles">
      <legend>Highlight in the text</legend>
      {marked.map((topic) => (
        <Toggle key={topic} topic={topic} shown={shown} />
      ))}
      {hasTone ? (
        <button type="button" aria-pressed={shown.tone} onClick={shown.toggleTone}>
          <span aria-hidden="true">±</span> Tone
        </button>
      ) : null}
    </fieldset>
  );
}

function Toggle({ topic, shown }: { topic: Topic; shown: ShownLayers }) {
  return (
    <button
      type="button"
      class={`topic ${topic}`}
      aria-pressed={shown.topics.has(topic)}
      onClick={() => shown.toggleTopic(topic)}
    >
      <span class="shape" aria-hidden="true">
        {shapeOf(topic)}
      </span>
      {nameTopic(topic)}
    </button>
  );
}

function ToneLegend({ tones }: { tones: readonly ToneMark[] }) {
  const count = (tone: ToneMark["tone"]) => tones.filter((sentence) => sentence.tone === tone).length;
  return (
    <p class="article-legend">
      Each sentence has its own score, from −1 to +1:{" "}
      <span class="article-tone positive">{count("positive")} positive</span>{" "}
      <span class="article-tone negative">{count("negative")} negative</span>{" "}
      <span class="article-tone neutral">{count("neutral")} neither</span>{" "}
      <q class="article-quote">quotes in italics</q>; “ before a score: mostly quoted
    </p>
  );
}

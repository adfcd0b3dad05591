import type { ComponentChildren } from "preact";
import { shapeOf } from "../../topic.tsx";
import { type Mark, signed, type ToneMark } from "./marks.ts";
import { cut, listQuotes, type Range } from "./pieces.ts";

export interface Layers {
  marks: readonly Mark[];
  /** Absent while the tone is off. */
  tones?: readonly ToneMark[] | undefined;
  /** Called when a mark is pointed at or gets the focus. */
  onPoint: (element: HTMLElement, marks: readonly Mark[]) => void;
  onLeave: () => void;
}

interface MarkedTextProps extends Layers {
  text: string;
  field: "headline" | "body";
  /** The part of the text that is shown. */
  part: Range;
}

/** Shows part of the text with its tone, quotes and evidence marked, cut wherever one begins or ends. */
export function MarkedText({ text, field, part, marks, tones, onPoint, onLeave }: MarkedTextProps) {
  const here = marks.filter((mark) => mark.field === field);
  const evidence = (range: Range) => (
    <EvidencePieces text={text} part={range} marks={here} onPoint={onPoint} onLeave={onLeave} />
  );
  if (!tones) return evidence(part);
  const quotes = listQuotes(text);
  const sentences = field === "body" ? tones : [];
  const withQuotes = (range: Range) =>
    cut(range, quotes).map((piece) =>
      piece.over.length > 0 ? (
        <q key={piece.start} class="article-quote">
          {evidence(piece)}
        </q>
      ) : (
        <span key={piece.start}>{evidence(piece)}</span>
      ),
    );
  return cut(part, sentences).map((piece) => {
    const [tone] = piece.over;
    if (!tone) return <span key={piece.start}>{withQuotes(piece)}</span>;
    return (
      <ToneSentence key={piece.start} tone={tone} isStart={piece.start === tone.start}>
        {withQuotes(piece)}
      </ToneSentence>
    );
  });
}

function ToneSentence({ tone, isStart, children }: { tone: ToneMark; isStart: boolean; children: ComponentChildren }) {
  const label = `${tone.quoted ? "“ " : ""}${signed(tone.score)}`;
  return (
    <span class={`article-tone ${tone.tone}`} data-tone={tone.tone} data-quoted={tone.quoted}>
      {isStart ? <span class="article-chip" data-label={label} /> : null}
      {children}
    </span>
  );
}

interface EvidencePiecesProps extends Pick<Layers, "marks" | "onPoint" | "onLeave"> {
  text: string;
  part: Range;
}

function EvidencePieces({ text, part, marks, onPoint, onLeave }: EvidencePiecesProps) {
  return cut(part, marks).map((piece) => {
    const { start, end, over } = piece;
    if (over.length === 0) return text.slice(start, end);
    const point = (event: Event & { currentTarget: HTMLElement }) => onPoint(event.currentTarget, over);
    const [first, second, third] = [...new Set(over.map(({ topic }) => topic))];
    const colors = {
      "--first": `var(--${first})`,
      "--second": second ? `var(--${second})` : "transparent",
      "--third": third ? `var(--${third})` : "transparent",
    };
    return (
      <mark
        key={start}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the weight must be in reach of the keyboard (WCAG 1.4.13)
        tabIndex={0}
        class="article-mark"
        style={colors}
        data-evidence={over.map(({ id }) => id).join(" ")}
        aria-describedby={over.map(({ id }) => `weight-${id}`).join(" ")}
        // Not on enter: a closing note uncovers a mark under a pointer that has not moved.
        onMouseMove={point}
        onMouseLeave={onLeave}
        onFocus={point}
        onBlur={onLeave}
      >
        {over
          .filter((mark) => mark.start === start)
          .map(({ topic }) => (
            <span key={topic} class={`article-shape ${topic}`} data-shape={shapeOf(topic)} aria-hidden="true" />
          ))}
        <Words text={text} part={piece} marks={over} />
      </mark>
    );
  });
}

function Words({ text, part, marks }: { text: string; part: Range; marks: readonly Mark[] }) {
  const words = marks.flatMap(({ topic, weight: ofSpan, words: all, heaviest }) =>
    all.map(({ start, end, weight }) => {
      const ofScore = weight * ofSpan;
      return { topic, start, end, ofScore, level: levelOf(ofScore / heaviest) };
    }),
  );
  const tinted = words.filter(({ level }) => level > 0);
  return cut(part, tinted).map(({ start, end, over }) => {
    const heaviest = over.toSorted((left, right) => right.ofScore - left.ofScore)[0];
    const shown = text.slice(start, end);
    return heaviest ? (
      <span key={start} class={`article-word ${heaviest.topic} level-${heaviest.level}`}>
        {shown}
      </span>
    ) : (
      shown
    );
  });
}

/** The eye tells no more than three steps apart; lighter words look like the rest of the span. */
function levelOf(share: number): 0 | 1 | 2 | 3 {
  return share > 0.66 ? 3 : share > 0.4 ? 2 : share > 0.2 ? 1 : 0;
}

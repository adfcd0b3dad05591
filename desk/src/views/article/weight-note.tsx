import { useEffect, useRef, useState } from "preact/hooks";
import { percent } from "../../percent.ts";
import { nameTopic, TopicName } from "../../topic.tsx";
import type { Layers } from "./marked-text.tsx";
import type { Mark } from "./marks.ts";

/** Long enough to reach the note with the pointer (WCAG 1.4.13). */
const CLOSE_AFTER_MS = 250;
const MOST_WORDS = 4;

interface Open {
  element: HTMLElement;
  marks: readonly Mark[];
  left: number;
  top: number;
}

interface Pointing extends Pick<Layers, "onPoint" | "onLeave"> {
  open: Open | undefined;
  stay: () => void;
  close: () => void;
}

/** Opens a note beside the mark that is pointed at or has the focus. */
export function usePointing(): Pointing {
  const [open, setOpen] = useState<Open>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** The mark whose note Escape closed; it stays closed until the mark is left. */
  const dismissed = useRef<HTMLElement>(undefined);
  const stay = () => clearTimeout(timer.current);
  useEffect(() => stay, []);
  return {
    open,
    stay,
    close: () => {
      dismissed.current = open?.element;
      setOpen(undefined);
    },
    onPoint: (element, marks) => {
      stay();
      if (element === open?.element || element === dismissed.current) return;
      const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
      const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - 264));
      setOpen({ element, marks, left: left + scrollX, top: box.bottom + scrollY + 6 });
    },
    onLeave: () => {
      stay();
      dismissed.current = undefined;
      timer.current = setTimeout(() => setOpen(undefined), CLOSE_AFTER_MS);
    },
  };
}

interface WeightNoteProps {
  text: { headline: string; body: string };
  pointing: Pointing;
}

export function WeightNote({ text, pointing: { open, stay, onLeave } }: WeightNoteProps) {
  if (!open) return null;
  return (
    <div
      role="tooltip"
      class="article-note"
      style={{ left: `${open.left}px`, top: `${open.top}px` }}
      onMouseEnter={stay}
      onMouseLeave={onLeave}
    >
      {open.marks.map(({ id, topic, weight, words, field }) => (
        <div key={id}>
          <TopicName topic={topic} />: <strong>{percent(weight)}</strong> of the score
          {words.length > 0 ? (
            <p>
              Mostly:{" "}
              {words
                .slice(0, MOST_WORDS)
                .map(({ start, end }) => text[field].slice(start, end))
                .join(", ")}
            </p>
          ) : null}
        </div>
      ))}
    </div>
  );
}

/** Describes the marks for editors who do not see the note. */
export function Weights({ marks }: { marks: readonly Mark[] }) {
  return (
    <div hidden>
      {marks.map((mark) => (
        <span key={mark.id} id={`weight-${mark.id}`}>
          {nameTopic(mark.topic)}: {percent(mark.weight)} of the score.{" "}
        </span>
      ))}
    </div>
  );
}

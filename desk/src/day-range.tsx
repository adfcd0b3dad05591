import { useLayoutEffect, useState } from "preact/hooks";

interface Days {
  from: string;
  to: string;
}

interface DayRangeProps extends Days {
  /** Hears of days that can be: not of a first one after the last. */
  onChange: (days: Days) => void;
}

/** A first and a last day, in UTC as all days of the desk are; an empty one is no limit. */
export function DayRange({ from, to, onChange }: DayRangeProps) {
  const [days, setDays] = useState<Days>({ from, to });
  useLayoutEffect(() => setDays({ from, to }), [from, to]);
  const change = (changed: Partial<Days>) => {
    const next = { ...days, ...changed };
    setDays(next);
    if (!isReversed(next)) onChange(next);
  };
  return (
    <>
      <label>
        From
        <input type="date" value={days.from} onChange={(event) => change({ from: event.currentTarget.value })} />
      </label>
      <label>
        To
        <input type="date" value={days.to} onChange={(event) => change({ to: event.currentTarget.value })} />
      </label>
      {isReversed(days) ? (
        <p class="filters-wrong" role="alert">
          The first day is after the last one. What is shown stays until they are in order.
        </p>
      ) : null}
    </>
  );
}

function isReversed({ from, to }: Days): boolean {
  return from !== "" && to !== "" && from > to;
}

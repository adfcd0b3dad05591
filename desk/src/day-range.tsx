import { useLayoutEffect, useState } from "preact/hooks";

interface Days {
  from: string;
  to: string;
}

interface DayRangeProps extends Days {
  /** Called only with valid days: not with a first after the last, nor with a year half typed. */
  onChange: (days: Days) => void;
}

/** Shows a first and a last day, in UTC like all days of the desk. An empty day is no limit. */
export function DayRange({ from, to, onChange }: DayRangeProps) {
  const [days, setDays] = useState<Days>({ from, to });
  useLayoutEffect(() => setDays({ from, to }), [from, to]);
  const change = (changed: Partial<Days>) => {
    const next = { ...days, ...changed };
    setDays(next);
    if (!isReversed(next) && !isBeingWritten(next)) onChange(next);
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
      {isReversed(days) && !isBeingWritten(days) ? (
        <p class="filters-wrong" role="alert">
          The From date is after the To date. Results will not change until you fix the dates.
        </p>
      ) : null}
    </>
  );
}

/** A year being typed is first 0002, 0020 and 0202. */
function isBeingWritten({ from, to }: Days): boolean {
  return from.startsWith("0") || to.startsWith("0");
}

function isReversed({ from, to }: Days): boolean {
  return from !== "" && to !== "" && from > to;
}

import { CopyLink } from "./copy-link.tsx";
import { INTERVALS, MEASURES, oneOf, SPANS, type Span, type TrendFilters } from "./trend-query.ts";
import { MEASURE_NAMES } from "./trend-words.ts";

const SPAN_NAMES: Readonly<Record<Span, string>> = { "30d": "30 days", "3m": "3 months", "12m": "12 months" };

interface TrendFilterFormProps {
  filters: TrendFilters;
  onChange: (filters: TrendFilters) => void;
}

/** What is shown: each change is in the URL at once. */
export function TrendFilterForm({ filters, onChange }: TrendFilterFormProps) {
  const { measure, interval, span, from, to, source, section } = filters;
  const changeDays = (days: { from: string } | { to: string }) => {
    const next = { ...filters, ...days, span: undefined };
    if (next.from && next.to && next.from <= next.to) onChange(next);
  };
  return (
    <form class="filters trends-filters" onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>Measure</legend>
        {MEASURES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === measure}
            onClick={() => onChange({ ...filters, measure: one })}
          >
            {MEASURE_NAMES[one]}
          </button>
        ))}
      </fieldset>
      <label>
        By
        <select
          value={interval}
          onChange={({ currentTarget: { value } }) =>
            onChange({ ...filters, interval: oneOf(INTERVALS, value) ?? interval })
          }
        >
          {INTERVALS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <label>
        Time
        <select
          value={span ?? "custom"}
          onChange={({ currentTarget: { value } }) => onChange(withSpan(filters, oneOf(SPANS, value)))}
        >
          {SPANS.map((one) => (
            <option key={one} value={one}>
              {SPAN_NAMES[one]}
            </option>
          ))}
          <option value="custom">Custom</option>
        </select>
      </label>
      {span ? null : (
        <>
          <label>
            From
            <input
              type="date"
              value={from}
              max={to}
              onChange={(event) => changeDays({ from: event.currentTarget.value })}
            />
          </label>
          <label>
            To
            <input
              type="date"
              value={to}
              min={from}
              onChange={(event) => changeDays({ to: event.currentTarget.value })}
            />
          </label>
        </>
      )}
      {/* Not set anew while the chart loads: that would take away what is being typed. */}
      <label>
        Source
        <input
          key={source}
          defaultValue={source}
          placeholder="all"
          spellcheck={false}
          autocapitalize="off"
          onChange={(event) => onChange({ ...filters, source: event.currentTarget.value.trim() })}
        />
      </label>
      <label>
        Section
        <input
          key={section}
          defaultValue={section}
          placeholder="all"
          spellcheck={false}
          autocapitalize="off"
          onChange={(event) => onChange({ ...filters, section: event.currentTarget.value.trim() })}
        />
      </label>
      <CopyLink filters={filters} />
    </form>
  );
}

/** Custom days begin as those that are shown. */
function withSpan(filters: TrendFilters, span: Span | undefined): TrendFilters {
  return { ...filters, span };
}

import { ChoiceFilter } from "../../choice-filter.tsx";
import { DayRange } from "../../day-range.tsx";
import { oneOf } from "../../one-of.ts";
import { TextFilter } from "../../text-filter.tsx";
import { CopyLink } from "./copy-link.tsx";
import { INTERVALS, MEASURES, SPANS, type Span, type TrendFilters } from "./trend-query.ts";
import { MEASURE_NAMES } from "./trend-words.ts";

const SPAN_NAMES: Readonly<Record<Span, string>> = { "30d": "30 days", "3m": "3 months", "12m": "12 months" };

interface TrendFilterFormProps {
  filters: TrendFilters;
  onChange: (filters: TrendFilters) => void;
}

/** Shows the filters. The URL follows each change at once. */
export function TrendFilterForm({ filters, onChange }: TrendFilterFormProps) {
  const { measure, interval, span, from, to, source, section } = filters;
  const changeDays = (days: { from: string; to: string }) => {
    if (days.from && days.to) onChange({ ...filters, ...days, span: undefined });
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
      <ChoiceFilter
        label="Group by"
        value={interval}
        choices={INTERVALS.map((one) => [one, one])}
        onChange={(chosen) => onChange({ ...filters, interval: chosen ?? interval })}
      />
      <ChoiceFilter
        label="Time range"
        value={span ?? "custom"}
        choices={[...SPANS.map((one) => [one, SPAN_NAMES[one]] as const), ["custom", "Custom"]]}
        // Custom days start as those shown.
        onChange={(chosen) => onChange({ ...filters, span: oneOf(SPANS, chosen) })}
      />
      {span ? null : <DayRange from={from} to={to} onChange={changeDays} />}
      <TextFilter
        label="Source"
        value={source}
        placeholder="Any"
        onChange={(source) => onChange({ ...filters, source })}
      />
      <TextFilter
        label="Section"
        value={section}
        placeholder="Any"
        onChange={(section) => onChange({ ...filters, section })}
      />
      <CopyLink filters={filters} />
    </form>
  );
}

import { ChoiceFilter } from "../../choice-filter.tsx";
import { ClearFilters } from "../../clear-filters.tsx";
import { DayRange } from "../../day-range.tsx";
import { sayDecision } from "../../decision-words.ts";
import { TextFilter } from "../../text-filter.tsx";
import { nameTopic, TOPICS } from "../../topic.tsx";
import { type ArticleFilters, DECISIONS, TONES } from "./article-query.ts";

interface ArticleFilterFormProps {
  filters: ArticleFilters;
  /** Articles whose sources and sections are suggested. */
  known: readonly { source: string; section: string | null }[];
  onChange: (changed: Partial<ArticleFilters>) => void;
  /** Undefined when everything is shown. */
  onClear: (() => void) | undefined;
}

/** Shows the filters of the list. The URL follows each change at once. */
export function ArticleFilterForm({ filters, known, onChange, onClear }: ArticleFilterFormProps) {
  const { topic, decision, tone, section, source, from, to } = filters;
  return (
    <form class="filters articles-filters" onSubmit={(event) => event.preventDefault()} aria-label="Filters">
      <ChoiceFilter
        label="Topic"
        value={topic}
        all="Any or none"
        choices={TOPICS.map((one) => [one, nameTopic(one)])}
        onChange={(topic) => onChange({ topic })}
      />
      <ChoiceFilter
        label={topic ? "Decision on this tag" : "Decision on any tag"}
        value={decision}
        all="Any"
        choices={DECISIONS.map((one) => [one, sayDecision(one)])}
        onChange={(decision) => onChange({ decision })}
      />
      <ChoiceFilter
        label="Tone"
        value={tone}
        all="Any"
        choices={TONES.map((one) => [one, one])}
        onChange={(tone) => onChange({ tone })}
      />
      <TextFilter
        label="Section"
        value={section}
        placeholder="Any"
        offered={known.flatMap(({ section }) => section ?? [])}
        onChange={(section) => onChange({ section })}
      />
      <TextFilter
        label="Source"
        value={source}
        placeholder="Any"
        offered={known.map(({ source }) => source)}
        onChange={(source) => onChange({ source })}
      />
      <DayRange from={from} to={to} onChange={onChange} />
      {onClear ? <ClearFilters clear={onClear} /> : null}
    </form>
  );
}

import { useLocation } from "preact-iso";
import { ChoiceFilter } from "../../choice-filter.tsx";
import { ClearFilters } from "../../clear-filters.tsx";
import type { QueuedArticle } from "../../queued-article.ts";
import { TextFilter } from "../../text-filter.tsx";
import { nameTopic, TOPICS } from "../../topic.tsx";
import { type QueueFilter, writeQuery } from "./queue.ts";

interface ReviewFiltersProps {
  filter: QueueFilter;
  /** Articles whose sources and sections are suggested; others can be typed. */
  known: readonly QueuedArticle[];
}

export function ReviewFilters({ filter, known }: ReviewFiltersProps) {
  const { route } = useLocation();
  const change = (changed: Partial<QueueFilter>) => route(`/desk/${writeQuery({ ...filter, ...changed })}`);
  const isFiltered = filter.topic || filter.section || filter.source;
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()} aria-label="Filters">
      <ChoiceFilter
        label="Topic"
        value={filter.topic}
        all="All topics"
        choices={TOPICS.map((topic) => [topic, nameTopic(topic)])}
        onChange={(topic) => change({ topic })}
      />
      {(["section", "source"] as const).map((name) => (
        <TextFilter
          key={name}
          label={name === "section" ? "Section" : "Source"}
          value={filter[name] ?? ""}
          placeholder="Any"
          offered={known.flatMap((article) => article[name] ?? [])}
          onChange={(value) => change({ [name]: value || undefined })}
        />
      ))}
      {isFiltered ? <ClearFilters clear={() => route("/desk/")} /> : null}
    </form>
  );
}

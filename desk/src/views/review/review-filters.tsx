import { useLocation } from "preact-iso";
import { ChoiceFilter } from "../../choice-filter.tsx";
import type { QueuedArticle } from "../../queued-article.ts";
import { TextFilter } from "../../text-filter.tsx";
import { nameTopic, TOPICS } from "../../topic.tsx";
import { type QueueFilter, writeQuery } from "./queue.ts";

interface ReviewFiltersProps {
  filter: QueueFilter;
  /** Their sources and sections are offered; others can be written. */
  known: readonly QueuedArticle[];
}

export function ReviewFilters({ filter, known }: ReviewFiltersProps) {
  const { route } = useLocation();
  const change = (changed: Partial<QueueFilter>) => route(`/desk/${writeQuery({ ...filter, ...changed })}`);
  const clear = (event: Event & { currentTarget: HTMLButtonElement }) => {
    // The button goes: the focus must not go with it.
    event.currentTarget.form?.querySelector("select")?.focus();
    route("/desk/");
  };
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
      {isFiltered ? (
        <button type="button" class="plain" onClick={clear}>
          Clear filters
        </button>
      ) : null}
    </form>
  );
}

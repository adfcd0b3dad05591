import { useLocation } from "preact-iso";
import type { QueuedArticle } from "../../queued-article.ts";
import { isTopic, nameTopic, TOPICS } from "../../topic.tsx";
import { type QueueFilter, writeQuery } from "./queue.ts";

interface ReviewFiltersProps {
  filter: QueueFilter;
  /** Their sources and sections are offered; others can be written. */
  known: readonly QueuedArticle[];
}

export function ReviewFilters({ filter, known }: ReviewFiltersProps) {
  const { route } = useLocation();
  const change = (changed: Partial<QueueFilter>) => route(`/desk/${writeQuery({ ...filter, ...changed })}`);
  const isFiltered = filter.topic || filter.section || filter.source;
  return (
    <form class="filters" onSubmit={(event) => event.preventDefault()} aria-label="Filters">
      <label>
        Topic
        <select
          value={filter.topic ?? ""}
          onChange={({ currentTarget: { value } }) => change({ topic: isTopic(value) ? value : undefined })}
        >
          <option value="">All topics</option>
          {TOPICS.map((topic) => (
            <option key={topic} value={topic}>
              {nameTopic(topic)}
            </option>
          ))}
        </select>
      </label>
      {(["section", "source"] as const).map((name) => (
        <label key={name}>
          {name === "section" ? "Section" : "Source"}
          <input
            list={`review-${name}s`}
            placeholder="Any"
            key={filter[name]}
            defaultValue={filter[name] ?? ""}
            onChange={(event) => change({ [name]: event.currentTarget.value.trim() || undefined })}
          />
          <datalist id={`review-${name}s`}>
            {[...new Set(known.flatMap((article) => article[name] ?? []))].sort().map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        </label>
      ))}
      {isFiltered ? (
        <button type="button" class="plain" onClick={() => route("/desk/")}>
          Clear filters
        </button>
      ) : null}
    </form>
  );
}

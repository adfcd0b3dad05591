import { TOPICS, TopicName } from "../../topic.tsx";
import type { TrendPoint } from "./trend.ts";
import { csvLink, type TrendFilters } from "./trend-query.ts";
import { describePeriod, describePoint } from "./trend-words.ts";

interface TrendTableProps {
  points: readonly TrendPoint[];
  filters: TrendFilters;
}

/** Shows the numbers of the chart, newest first, with links to them as CSV. */
export function TrendTable({ points, filters }: TrendTableProps) {
  const starts = [...new Set(points.map(({ start }) => start.getTime()))].sort((a, b) => b - a);
  const modelsAt = (start: number) => [
    ...new Set(points.filter((point) => point.start.getTime() === start).flatMap((point) => point.modelVersions)),
  ];
  return (
    <details class="trends-numbers">
      <summary>View as a table</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within the keyboard's reach */}
      <section class="scroll" aria-label="Trend numbers, scrollable" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Period (UTC)</th>
              {TOPICS.map((topic) => (
                <th key={topic} scope="col" class="number">
                  <TopicName topic={topic} />
                </th>
              ))}
              <th scope="col">Model</th>
            </tr>
          </thead>
          <tbody>
            {starts.map((start) => (
              <tr key={start}>
                <th scope="row">{describePeriod(new Date(start), filters.interval)}</th>
                {TOPICS.map((topic) => {
                  const point = points.find((one) => one.topic === topic && one.start.getTime() === start);
                  return (
                    <td key={topic} class="number">
                      {point ? describePoint(point, filters.measure) : "none"}
                    </td>
                  );
                })}
                <td>{modelsAt(start).join(", ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="trends-csv">
        Download CSV:{" "}
        {TOPICS.map((topic) => (
          <a key={topic} class="button" href={csvLink(filters, topic)} download>
            <TopicName topic={topic} />
            <span class="hidden"> as CSV</span>
          </a>
        ))}
      </p>
    </details>
  );
}

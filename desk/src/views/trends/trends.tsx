import { useMemo, useRef } from "preact/hooks";
import { useLocation } from "preact-iso";
import { type Loaded, useLoad } from "../../load.ts";
import { Empty, Shown } from "../../states.tsx";
import { View } from "../../view.tsx";
import { listPoints, loadTrends, type Trend } from "./trend.ts";
import { TrendChart } from "./trend-chart.tsx";
import { TrendFilterForm } from "./trend-filter-form.tsx";
import { parseFilters, type TrendFilters, writeFilters } from "./trend-query.ts";
import { TrendTable } from "./trend-table.tsx";
import "./trends.css";

interface Answered {
  trends: readonly Trend[];
  filters: TrendFilters;
}

/** Shows the topics over time. */
export function Trends() {
  const { query, route } = useLocation();
  const filters = parseFilters(query, new Date());
  const written = writeFilters(filters);
  const { loaded, reload } = useLoad(
    async (signal): Promise<Answered> => ({ trends: await loadTrends(filters, signal), filters }),
    [written],
  );
  const last = useRef<Answered>(undefined);
  if (loaded.state === "ready") last.current = loaded.value;
  return (
    <View title="Trends" class="trends">
      <TrendFilterForm filters={filters} onChange={(next) => route(`/desk/trends?${writeFilters(next)}`)} />
      <Shown loaded={keepShown(loaded, last.current)} what="the trends" again={reload}>
        {(answered) => <Drawn {...answered} />}
      </Shown>
    </View>
  );
}

/** Keeps the last drawing while the next one loads, so that nothing jumps. */
function keepShown(loaded: Loaded<Answered>, last: Answered | undefined): Loaded<Answered> {
  return loaded.state === "loading" && last ? { state: "ready", value: last, stale: true } : loaded;
}

function Drawn({ trends, filters }: Answered) {
  const points = useMemo(() => listPoints(trends), [trends]);
  if (points.every(({ n }) => n === 0)) {
    return (
      <Empty>
        <p>
          No articles were counted in this time range with these filters. Try a longer range, or another source or
          section.
        </p>
      </Empty>
    );
  }
  return (
    <>
      <TrendChart points={points} filters={filters} />
      <p class="hint trends-counted">How this was counted: {trends[0]?.counted}.</p>
      <TrendTable points={points} filters={filters} />
    </>
  );
}

import { useMemo } from "preact/hooks";
import { useLocation } from "preact-iso";
import { useLoad } from "../../load.ts";
import { Empty, Shown } from "../../states.tsx";
import { View } from "../../view.tsx";
import { listPoints, loadTrends, type Trend } from "./trend.ts";
import { TrendChart } from "./trend-chart.tsx";
import { TrendFilterForm } from "./trend-filter-form.tsx";
import { parseFilters, type TrendFilters, writeFilters } from "./trend-query.ts";
import { TrendTable } from "./trend-table.tsx";
import "./trends.css";

/** The topics over time. */
export function Trends() {
  const { query, route } = useLocation();
  const filters = parseFilters(query, new Date());
  const written = writeFilters(filters);
  const { loaded, reload } = useLoad((signal) => loadTrends(filters, signal), [written]);
  return (
    <View title="Trends" class="trends">
      <TrendFilterForm
        key={written}
        filters={filters}
        onChange={(next) => route(`/desk/trends?${writeFilters(next)}`)}
      />
      <Shown loaded={loaded} what="the trends" again={reload}>
        {(trends) => <Drawn trends={trends} filters={filters} />}
      </Shown>
    </View>
  );
}

function Drawn({ trends, filters }: { trends: readonly Trend[]; filters: TrendFilters }) {
  const points = useMemo(() => listPoints(trends), [trends]);
  if (points.every(({ n }) => n === 0))
    return (
      <Empty>
        <p>
          No article was counted in this time with these filters. Choose a longer time, or another source or section.
        </p>
      </Empty>
    );
  return (
    <>
      <TrendChart points={points} filters={filters} />
      <TrendTable trends={trends} filters={filters} />
      <p class="hint trends-counted">How this was counted: {trends[0]?.counted}.</p>
    </>
  );
}

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { TrendPoint } from "./trend.ts";
import { drawTrends } from "./trend-plot.ts";
import type { TrendFilters } from "./trend-query.ts";
import { isRunning, MEASURE_TITLES, summarize } from "./trend-words.ts";

interface TrendChartProps {
  points: readonly TrendPoint[];
  filters: TrendFilters;
}

/** Draws one line for each topic, and redraws them when the width changes. */
export function TrendChart({ points, filters: { measure, interval } }: TrendChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  useLayoutEffect(() => {
    if (width === 0) return;
    const height = width < 600 ? 300 : 380;
    place.current?.replaceChildren(drawTrends(points, measure, interval, { width, height }));
  }, [points, measure, interval, width]);
  return (
    <figure class="panel trends-chart" role="img" aria-label={summarize(points, measure, interval)}>
      <p class="trends-caption">
        <strong>{MEASURE_TITLES[measure]}</strong> by {interval}
        {measure === "tone" ? ", from −1 to 1; the bands are 95% intervals" : ""}
        {points.some(({ start }) => isRunning(start, interval)) ? `; the last ${interval} is not over yet` : ""}
      </p>
      <div ref={place} class="trends-place" aria-hidden="true" />
    </figure>
  );
}

function useWidth(place: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!place.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [place]);
  return width;
}

import { percent } from "../../percent.ts";
import { nameTopic, type Topic } from "../../topic.tsx";
import type { ReliabilityBin } from "./topic-card.ts";

const SIZE = 300;
const LEFT = 44;
const TOP = 12;
const BOTTOM = 44;
const LARGEST_DOT = 7;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

interface ReliabilityCurveProps {
  topic: Topic;
  bins: readonly ReliabilityBin[];
}

/** Plots the model's confidence against how often it was right, and has a table. */
export function ReliabilityCurve({ topic, bins }: ReliabilityCurveProps) {
  const measured = bins.reduce((sum, { count }) => sum + count, 0);
  return (
    <div class="topics-curve">
      <figure role="img" aria-label={summarize(topic, bins)}>
        <Drawn bins={bins} />
      </figure>
      <div>
        <p>
          Each dot groups the graded articles whose confidence fell in one tenth of the scale. The horizontal axis is
          the model’s confidence; the vertical axis is the share that had the topic. On the diagonal, the model is right
          exactly as often as it says. Above it, the model is too cautious; below it, too sure. Larger dots stand for
          more articles ({measured.toLocaleString("en")} in all). A dot with few articles may stray by chance.
        </p>
        <details>
          <summary>View as a table</summary>
          <table>
            <thead>
              <tr>
                <th scope="col" class="number">
                  Confidence
                </th>
                <th scope="col" class="number">
                  Had the topic
                </th>
                <th scope="col" class="number">
                  Articles
                </th>
              </tr>
            </thead>
            <tbody>
              {bins.map(({ confidence, frequency, count }) => (
                <tr key={confidence}>
                  <td class="number">{percent(confidence)}</td>
                  <td class="number">{percent(frequency)}</td>
                  <td class="number">{count.toLocaleString("en")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </div>
    </div>
  );
}

function Drawn({ bins }: { bins: readonly ReliabilityBin[] }) {
  const x = (share: number) => LEFT + share * SIZE;
  const y = (share: number) => TOP + (1 - share) * SIZE;
  const most = Math.log1p(Math.max(...bins.map(({ count }) => count)));
  const line = bins.map(({ confidence, frequency }) => `${x(confidence)},${y(frequency)}`).join(" ");
  return (
    <svg viewBox={`0 0 ${LEFT + SIZE + 20} ${TOP + SIZE + BOTTOM}`} aria-hidden="true" focusable="false">
      {TICKS.map((tick) => (
        <g key={tick}>
          <line class="grid" x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
          <line class="grid" x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
          <text x={LEFT - 6} y={y(tick) + 4} text-anchor="end">
            {percent(tick)}
          </text>
          <text x={x(tick)} y={TOP + SIZE + 16} text-anchor="middle">
            {percent(tick)}
          </text>
        </g>
      ))}
      <line class="diagonal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
      <text transform={`translate(${x(0.1)} ${y(0.94)})`}>↑ too cautious</text>
      <text transform={`translate(${x(0.9)} ${y(0.04)})`} text-anchor="end">
        ↓ too sure
      </text>
      <polyline class="curve" points={line} />
      {bins.map(({ confidence, frequency, count }) => (
        <circle
          key={confidence}
          class="dot"
          cx={x(confidence)}
          cy={y(frequency)}
          r={2.5 + (LARGEST_DOT * Math.log1p(count)) / most}
        />
      ))}
      <text x={x(0.5)} y={TOP + SIZE + 36} text-anchor="middle">
        Model’s confidence
      </text>
    </svg>
  );
}

function summarize(topic: Topic, bins: readonly ReliabilityBin[]): string {
  const said = bins.map(
    ({ confidence, frequency }) => `${percent(confidence)} confidence, ${percent(frequency)} right`,
  );
  return `Reliability of ${nameTopic(topic)}: ${said.join("; ")}.`;
}

import type { ReliabilityBin } from "./topics/reliability.js";

const SIZE = 240;
const MARGIN = 36;
const LARGEST_DOT = 9;

/** Draws reliability curves side by side as SVG. A dot on the diagonal is a confidence right as often as it says. */
export function drawReliability(curves: readonly { title: string; bins: readonly ReliabilityBin[] }[]): string {
  const width = curves.length * (SIZE + MARGIN) + MARGIN;
  const height = SIZE + 2 * MARGIN;
  const parts = curves.map(({ title, bins }, index) => drawCurve(title, bins, MARGIN + index * (SIZE + MARGIN)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="12">`,
    "<title>Confidence of tags against the share of them that is right, by topic</title>",
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...parts,
    "</svg>\n",
  ].join("\n");
}

function drawCurve(title: string, bins: readonly ReliabilityBin[], left: number): string {
  const x = (value: number) => (left + value * SIZE).toFixed(1);
  const y = (value: number) => (MARGIN + (1 - value) * SIZE).toFixed(1);
  const most = Math.max(...bins.map(({ count }) => Math.log1p(count)));
  const dots = bins.map(({ confidence, frequency, count }) => {
    const radius = (2 + (LARGEST_DOT * Math.log1p(count)) / most).toFixed(1);
    return `<circle cx="${x(confidence)}" cy="${y(frequency)}" r="${radius}" fill="#1f6feb" fill-opacity="0.6"/>`;
  });
  return [
    `<text x="${x(0)}" y="${MARGIN - 12}">${title}: confidence, share that is right</text>`,
    `<rect x="${x(0)}" y="${y(1)}" width="${SIZE}" height="${SIZE}" fill="none" stroke="#999"/>`,
    `<line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}" stroke="#bbb" stroke-dasharray="4"/>`,
    `<polyline fill="none" stroke="#1f6feb" points="${bins.map((bin) => `${x(bin.confidence)},${y(bin.frequency)}`).join(" ")}"/>`,
    ...dots,
  ].join("\n");
}

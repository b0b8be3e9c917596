/** The size of a picture in its own units. */
export type ChartSize = { width: number; height: number };

/** The points of a line through values, from the left edge to the right, with 0 at the bottom and `most` at the top. */
export function linePoints(values: readonly number[], most: number, { width, height }: ChartSize): string {
  const last = Math.max(1, values.length - 1);
  return values.map((value, index) => `${round((index / last) * width)},${round(height - (value / Math.max(1, most)) * height)}`).join(" ");
}

/** Round numbers from 0 up to at least `most`, to read heights by. */
export function scaleMarks(most: number, wanted = 4): number[] {
  const rough = Math.max(1, most) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? rough);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

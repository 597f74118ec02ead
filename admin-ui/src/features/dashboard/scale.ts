/** Round numbers for an axis from zero to at least this value: four steps at most, never parts of one. */
export function ticks(most: number): number[] {
  const rough = Math.max(1, most) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, Math.ceil([1, 2, 5, 10].map((one) => one * power).find((one) => one >= rough) ?? rough));
  const count = Math.max(1, Math.ceil(most / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

const NOTICE_MS = 14 * 24 * 60 * 60 * 1000;

/** Whether something ends within two weeks, or has ended within the last two. */
export function expiryOf(at: string | null | undefined, now: number): 'soon' | 'over' | undefined {
  const left = at ? Date.parse(at) - now : Number.POSITIVE_INFINITY;
  if (Math.abs(left) > NOTICE_MS) {
    return undefined;
  }
  return left > 0 ? 'soon' : 'over';
}

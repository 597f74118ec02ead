/** The moment at which a day, such as `2026-12-31`, is over where the admin is. */
export function endOfDay(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}

/** The last whole day before a moment, as date fields have it. */
export function lastDay(moment: string): string {
  const before = new Date(Date.parse(moment) - 1);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${before.getFullYear()}-${two(before.getMonth() + 1)}-${two(before.getDate())}`;
}

/** Whether a moment is one at which a day begins where the admin is. */
export function isDayBreak(moment: string): boolean {
  const at = new Date(moment);
  return at.getHours() === 0 && at.getMinutes() === 0 && at.getSeconds() === 0;
}

/** Today, as date fields have it. */
export function today(): string {
  return lastDay(new Date(Date.now() + 1).toISOString());
}

import { TextInput } from '@mantine/core';
import type { InputProps } from './FieldInput';

interface MomentInputProps extends InputProps {
  /** Unix seconds. */
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** Date and time in the admin's time zone. */
export function MomentInput({ value, onChange, ...props }: MomentInputProps) {
  return (
    <TextInput
      {...props}
      type="datetime-local"
      value={value === undefined ? '' : localText(value)}
      onChange={(event) => onChange(secondsOf(event.currentTarget.value))}
    />
  );
}

/** Unix seconds as `2026-01-31T09:00` in the time zone of this browser. */
export function localText(seconds: number): string {
  const moment = new Date(seconds * 1000);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment that `2026-01-31T09:00` names in the time zone of this browser, in Unix seconds. */
export function secondsOf(text: string): number | undefined {
  const millis = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(millis) ? undefined : Math.round(millis / 1000);
}

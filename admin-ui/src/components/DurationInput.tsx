import { Group, Input, NativeSelect, NumberInput } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';

const UNITS = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 } as const;
type Unit = keyof typeof UNITS;

interface DurationInputProps {
  label: string;
  description?: string;
  error?: ReactNode;
  readOnly?: boolean;
  /** In seconds. */
  value?: number | undefined;
  max?: number;
  onChange: (seconds: number | undefined) => void;
}

/** A length of time, in the unit that suits it. */
export function DurationInput({ label, description, error, readOnly, value, max, onChange }: DurationInputProps) {
  const { t } = useTranslation();
  const id = useId();
  const [unit, setUnit] = useState<Unit>(() => unitOf(value));
  const units = (Object.keys(UNITS) as Unit[]).filter((one) => max === undefined || UNITS[one] <= max);
  const count = value === undefined ? '' : value / UNITS[unit];
  // What is typed stays as it is, also while it is no number yet.
  const [typed, setTyped] = useState<number | string>(count);
  const secondsOf = (entered: number | string) => {
    const seconds = entered === '' ? Number.NaN : Number(entered) * UNITS[unit];
    return Number.isNaN(seconds) ? undefined : seconds;
  };
  return (
    <Input.Wrapper label={label} description={description} error={error} labelProps={{ htmlFor: id }}>
      <Group gap="xs" mt={6} mb={error ? 6 : 0} wrap="nowrap" maw={320}>
        <NumberInput
          id={id}
          value={secondsOf(typed) === value ? typed : count}
          min={0}
          clampBehavior="none"
          readOnly={readOnly}
          error={Boolean(error)}
          flex={1}
          onChange={(entered) => {
            setTyped(entered);
            onChange(secondsOf(entered));
          }}
        />
        <NativeSelect
          aria-label={t('duration.unit_of', { label })}
          value={unit}
          disabled={readOnly}
          data={units.map((one) => ({ value: one, label: t(`duration.${one}`) }))}
          onChange={(event) => {
            const chosen = event.currentTarget.value as Unit;
            setUnit(chosen);
            onChange(count === '' ? undefined : Math.round(count) * UNITS[chosen]);
          }}
        />
      </Group>
    </Input.Wrapper>
  );
}

/** The largest unit that gives a whole number. */
export function unitOf(seconds: number | undefined): Unit {
  const units = (Object.keys(UNITS) as Unit[]).reverse();
  return units.find((unit) => seconds && seconds % UNITS[unit] === 0) ?? 'seconds';
}

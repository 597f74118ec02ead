import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { show } from '../test/render';
import { DurationInput } from './DurationInput';

function Duration() {
  const [seconds, setSeconds] = useState<number | undefined>(3_600);
  return (
    <>
      <DurationInput label="Lasts" value={seconds} onChange={setSeconds} />
      <output>{String(seconds)}</output>
    </>
  );
}

describe('DurationInput', () => {
  it.each([
    ['1.5', '5400'],
    ['-5', '-18000'],
  ])('takes %s as it was typed', async (typed, seconds) => {
    const user = show(<Duration />);
    const field = await screen.findByLabelText('Lasts');
    await user.clear(field);
    await user.type(field, typed);
    expect(field).toHaveValue(typed);
    expect(screen.getByRole('status')).toHaveTextContent(seconds);
  });
});

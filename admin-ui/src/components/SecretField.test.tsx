import { screen } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { show } from '../test/render';
import { SecretField } from './SecretField';

function Field({ hint, readOnly }: { hint?: string; readOnly?: boolean }) {
  const [value, setValue] = useState('');
  const [round, setRound] = useState(0);
  return (
    <>
      <SecretField key={round} label="Secret key" hint={hint} value={value} onChange={setValue} readOnly={readOnly} />
      <output>{value}</output>
      <button
        type="button"
        onClick={() => {
          setValue('');
          setRound(1);
        }}
      >
        Saved
      </button>
    </>
  );
}

const output = () => screen.getByRole('status');

describe('SecretField', () => {
  it('shows of a stored secret only how it ends', async () => {
    show(<Field hint="…wxyz" />);
    expect(await screen.findByRole('img', { name: 'Stored; ends in wxyz' })).toBeVisible();
    expect(screen.queryByLabelText('Secret key', { selector: 'input' })).toBeNull();
  });

  it('takes another one after Replace, with the focus in the field and the text hidden', async () => {
    const user = show(<Field hint="…wxyz" />);
    await user.click(await screen.findByRole('button', { name: 'Replace Secret key' }));
    const input = screen.getByLabelText('Secret key');
    expect(input).toHaveFocus();
    expect(input).toHaveAttribute('type', 'password');
    await user.type(input, 'sk_test_new');
    expect(output()).toHaveTextContent('sk_test_new');
  });

  it('stays open while it is being emptied by hand', async () => {
    const user = show(<Field hint="…wxyz" />);
    await user.click(await screen.findByRole('button', { name: 'Replace Secret key' }));
    await user.type(screen.getByLabelText('Secret key'), 'sk');
    await user.clear(screen.getByLabelText('Secret key'));
    expect(screen.getByLabelText('Secret key')).toBeVisible();
  });

  it('forgets what was typed when the stored one is kept, and gives the focus back', async () => {
    const user = show(<Field hint="…wxyz" />);
    await user.click(await screen.findByRole('button', { name: 'Replace Secret key' }));
    await user.type(screen.getByLabelText('Secret key'), 'sk_test_new');
    await user.click(screen.getByRole('button', { name: 'Keep the stored one' }));
    expect(output()).toBeEmptyDOMElement();
    expect(screen.getByRole('button', { name: 'Replace Secret key' })).toHaveFocus();
  });

  it('shows the stored one again after it was saved', async () => {
    const user = show(<Field hint="…wxyz" />);
    await user.click(await screen.findByRole('button', { name: 'Replace Secret key' }));
    await user.type(screen.getByLabelText('Secret key'), 'sk_test_new');
    await user.click(screen.getByRole('button', { name: 'Saved' }));
    expect(screen.getByRole('button', { name: 'Replace Secret key' })).toBeVisible();
  });

  it('cannot be changed by who may only read', async () => {
    show(<Field hint="…wxyz" readOnly />);
    await screen.findByRole('img', { name: 'Stored; ends in wxyz' });
    expect(screen.queryByRole('button', { name: /Secret key/ })).toBeNull();
  });

  it('can be entered at once when there is none', async () => {
    const user = show(<Field />);
    await user.type(await screen.findByLabelText('Secret key'), 'sk_test_new');
    expect(output()).toHaveTextContent('sk_test_new');
    expect(screen.queryByRole('button', { name: /Keep/ })).toBeNull();
  });

  it('says when there is none to who may only read', async () => {
    show(<Field readOnly />);
    expect(await screen.findByText('Not set')).toBeVisible();
  });
});

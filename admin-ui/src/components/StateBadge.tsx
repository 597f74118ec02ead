import { Badge } from '@mantine/core';
import type { ReactNode } from 'react';

/** What a state means to the admin: fine, in between, in need of attention, off, or just so. */
export type Tone = 'good' | 'wait' | 'bad' | 'off' | 'plain';

const COLOR: Record<Tone, string> = { good: 'green', wait: 'yellow', bad: 'red', off: 'gray', plain: 'blue' };

/** A state in a word or two; the colour only underlines what the words say. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <Badge
      variant="light"
      color={COLOR[tone]}
      maw={260}
      style={{ flex: 'none' }}
      title={typeof children === 'string' ? children : undefined}
    >
      {children}
    </Badge>
  );
}

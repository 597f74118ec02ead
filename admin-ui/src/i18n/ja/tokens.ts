import type * as en from '../en/tokens';
import type { Words } from '../words';

export const tokens: Words<typeof en.tokens> = {
  title: 'トークン',
};

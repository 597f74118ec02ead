import type * as en from '../en/events';
import type { Words } from '../words';

export const events: Words<typeof en.events> = {
  title: 'イベント',
};

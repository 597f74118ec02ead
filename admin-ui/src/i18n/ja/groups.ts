import type * as en from '../en/groups';
import type { Words } from '../words';

export const groups: Words<typeof en.groups> = {
  title: 'グループ',
};

import type * as en from '../en/members';
import type { Words } from '../words';

export const members: Words<typeof en.members> = {
  title: 'メンバー',
};

import type { Keys } from '../words';
import * as account from './account';
import * as admins from './admins';
import * as apis from './apis';
import * as app from './app';
import * as audit from './audit';
import * as dashboard from './dashboard';
import * as events from './events';
import * as groups from './groups';
import * as members from './members';
import * as prices from './prices';
import * as signIn from './signIn';
import * as stripe from './stripe';
import * as subscriptions from './subscriptions';
import * as tokens from './tokens';

/** All words of the panel; the other languages have the same keys. */
export const en = {
  ...app,
  ...signIn,
  ...dashboard,
  ...members,
  ...groups,
  ...subscriptions,
  ...prices,
  ...apis,
  ...stripe,
  ...events,
  ...audit,
  ...admins,
  ...tokens,
  ...account,
} as const;

export type Messages = Keys<typeof en>;

export const app = {
  name: 'Karamon',
  skip_to_content: 'Skip to content',
  language: 'Language',
  color_scheme: 'Appearance',
  color_schemes: { auto: 'Same as system', light: 'Light', dark: 'Dark' },
  menu: 'Menu',
  account: 'Account',
  sign_out: 'Sign out',
  roles: { owner: 'Owner', editor: 'Editor', viewer: 'Viewer' },
  new_window: 'opens in a new tab',
} as const;

export const nav = {
  main: 'Main navigation',
  members: 'Members',
  api: 'API',
  settings: 'Settings',
  external_systems: 'External system integration',
  administration: 'Administration',
  stripe: 'Stripe',
  admin_api: 'Swagger UI of the admin API',
} as const;

export const palette = {
  open: 'Go to…',
  title: 'Go to',
  search: 'Screen, member, group, API or endpoint',
  searching: 'Searching…',
  nothing: 'Nothing found',
  kind: { screen: 'Screen', member: 'Member', group: 'Group', api: 'API', endpoint: 'Endpoint' },
} as const;

export const action = {
  add: 'Add',
  cancel: 'Cancel',
  clear: 'Clear',
  close: 'Close',
  copy: 'Copy',
  copied: 'Copied',
  copy_named: 'Copy: {{label}}',
  delete: 'Delete',
  discard: 'Discard',
  reload: 'Reload',
  remove: 'Remove',
  retry: 'Try again',
  save: 'Save',
  show_text: 'Show text',
  update: 'Update',
  home: 'Go to the dashboard',
} as const;

export const list = {
  search: 'Search',
  clear_search: 'Clear search',
  nothing_found: 'Nothing found',
  nothing_found_hint: 'Try another search, or remove the filters.',
  show_all: 'Show all',
  pages: 'Pages',
  previous: 'Previous page',
  next: 'Next page',
  range: '{{from}}–{{to}} of {{total}}',
  failed: 'This list could not be loaded',
} as const;

export const role = {
  read_only: {
    editor: 'Only editors and owners can change this. You are signed in as {{role}}.',
    owner: 'Only owners can change this. You are signed in as {{role}}.',
  },
  forbidden: {
    editor: 'This page is for editors and owners',
    owner: 'This page is for owners',
  },
  ask_owner: 'You are signed in as {{role}}. An owner can give you another role under Settings > Admins.',
} as const;

export const time = {
  unit_days: 'days',
  day_one: '{{count}} day',
  day_other: '{{count}} days',
} as const;

export const conflict = {
  title: 'Someone else has changed this in the meantime',
  by: '{{actor}} changed it while you were editing, {{at}}.',
  unknown: 'It was changed while you were editing.',
  hint: 'Your changes have not been saved, and theirs are not lost. Load the current state to see theirs; the fields you edited keep your values.',
  reload: 'Load the current state',
  merged: 'You now see the current state together with your edits. Check them, then save again.',
} as const;

export const state = {
  loading: 'Loading',
  not_found: 'This page does not exist',
  not_found_hint: 'The address may be mistyped, or what it led to no longer exists.',
  failed: 'This page could not be loaded',
  unreachable: 'The server cannot be reached. Check your connection, then try again.',
  forbidden: 'You may not see this page',
  request_id: 'Request ID: {{id}}',
  saved: 'Saved.',
  conflict:
    'Someone else has changed these settings in the meantime. You now see theirs together with your edits. Check them, then save again.',
} as const;

export const unsaved = {
  bar: 'Unsaved changes',
  new: 'Save or cancel',
  leave_title: 'Leave without saving?',
  leave_text: 'Your changes on this page will be lost.',
  leave_dialog: 'What you entered here will be lost.',
  stay: 'Stay',
  leave: 'Leave',
} as const;

export const secret = {
  none: 'Not set',
  stored: 'Stored; ends in {{hint}}',
  replace: 'Replace',
  replace_named: 'Replace {{label}}',
  keep: 'Keep the stored one',
} as const;

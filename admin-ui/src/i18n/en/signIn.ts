export const sign_in = {
  title: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  code: 'Code',
  code_hint: 'From your authenticator app, or a recovery code.',
  submit: 'Sign in',
  no_admin: 'This site has no admin yet. Open the set-up link that the server printed when it started.',
  again_title: 'Your session has ended',
  again_text: 'Sign in again to continue. What you were editing is still here.',
  failed: 'Signing in failed',
  email_required: 'Enter your e-mail address.',
  password_required: 'Enter your password.',
} as const;

export const set_up = {
  title: 'Set up Karamon',
  intro: 'Create the first admin of this site: the owner, who may do everything.',
  name: 'Name',
  name_hint: 'Your name in the panel and in the audit log.',
  email_hint: 'You sign in with this address.',
  password_hint: 'At least {{min}} characters.',
  submit: 'Create the admin and sign in',
  failed: 'Setting up failed',
  done_title: 'This site is already set up',
  done_text: 'It already has an admin.',
  no_token_title: 'This link is incomplete',
  no_token_text: 'Open the whole set-up link that the server printed when it started; it ends with a token.',
  name_required: 'Enter your name.',
  email_invalid: 'Enter an e-mail address such as name@example.com.',
  password_short: 'Use at least {{min}} characters.',
} as const;

export const reset = {
  title: 'Set a new password',
  intro: 'Your second factor is removed and all your sessions end.',
  password: 'New password',
  submit: 'Set the password',
  failed: 'The password was not set',
  done_title: 'The new password is set',
  done_text: 'Sign in with it, then add a second factor again in your account.',
  no_token_text: 'Open the whole link that "karamon reset-admin" printed; it ends with a token.',
} as const;

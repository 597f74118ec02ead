/** Admins: accounts, sessions, tokens, second factors, and the ways back in. */
@NullMarked
package dev.karamon.auth.admin;

import org.jspecify.annotations.NullMarked;

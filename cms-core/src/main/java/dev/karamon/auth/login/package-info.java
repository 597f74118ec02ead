/** Members who log in: passwords, sessions, access tokens, and the operations about them. */
@NullMarked
package dev.karamon.auth.login;

import org.jspecify.annotations.NullMarked;

/** Who is calling: admins, their sessions and tokens, and members' log-ins. */
@NullMarked
package dev.karamon.auth;

import org.jspecify.annotations.NullMarked;

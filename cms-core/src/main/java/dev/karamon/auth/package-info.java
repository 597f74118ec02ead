/** What log-ins of admins and of members have in common: throttling, expiry, errors. */
@NullMarked
package dev.karamon.auth;

import org.jspecify.annotations.NullMarked;

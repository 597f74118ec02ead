/** The admin API: routes as declared values, their roles, queries and answers. */
@NullMarked
package dev.karamon.admin;

import org.jspecify.annotations.NullMarked;

/** Members, the persons of the site's front-end. */
@NullMarked
package dev.karamon.member;

import org.jspecify.annotations.NullMarked;

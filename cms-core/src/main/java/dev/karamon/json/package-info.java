/**
 * JSON in and out: strict reading into records with all their problems at once, and the schemas of
 * records.
 */
@NullMarked
package dev.karamon.json;

import org.jspecify.annotations.NullMarked;

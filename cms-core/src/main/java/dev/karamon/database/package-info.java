/** PostgreSQL: pool, transactions, migrations, notifications between nodes. */
@NullMarked
package dev.karamon.database;

import org.jspecify.annotations.NullMarked;

package dev.karamon.bench;

import io.vertx.sqlclient.SqlClient;
import java.util.Locale;

/** The bare handlers. */
enum BareKind {
  INSERT {
    @Override
    BareStore store(SqlClient client) {
      return new InsertStore(client);
    }
  },
  APPLY {
    @Override
    BareStore store(SqlClient client) {
      return new ApplyStore(client);
    }
  };

  abstract BareStore store(SqlClient client);

  /** As it is called in the table. */
  String row() {
    return name().toLowerCase(Locale.ROOT);
  }
}

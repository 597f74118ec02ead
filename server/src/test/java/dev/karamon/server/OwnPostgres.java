package dev.karamon.server;

import dev.karamon.secret.SecretText;
import dev.karamon.server.testing.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A PostgreSQL as an operator has one: with a superuser, and without anything of ours in it. */
final class OwnPostgres implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres server;

  private OwnPostgres(Path folder) {
    this.folder = folder;
    this.server = EmbeddedPostgres.start(folder);
  }

  static OwnPostgres in(Path folder) throws IOException {
    UnpackedPostgres.linkInto(folder);
    return new OwnPostgres(folder);
  }

  /** The folder of its files. */
  Path cluster() {
    return PostgresFolder.of(folder).cluster();
  }

  /** The role and the database that the embedded server makes for itself. */
  DatabaseUrl url() {
    return server.url();
  }

  DatabaseUrl url(String database, String user, String password) {
    return new DatabaseUrl(
        server.url().host(),
        server.url().port(),
        database,
        user,
        new SecretText(password),
        Map.of());
  }

  /** What a superuser does. */
  Sql superuser() {
    try {
      var password = PrivateFile.read(PostgresFolder.of(folder).superuserPassword());
      return new Sql(url("postgres", PostgresCluster.SUPERUSER, password.reveal()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}

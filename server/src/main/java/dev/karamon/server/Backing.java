package dev.karamon.server;

import dev.karamon.secret.SecretText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where a node keeps its state: a database, ours or the operator's, and the key to it.
 *
 * @param lost completes, with what to say of it, when the database is gone for good
 */
record Backing(DatabaseUrl database, SecretText masterKey, CompletionStage<String> lost) {
  /** Starts the embedded database where no other is configured. */
  static Backing open(ServerConfig config, Shutdown shutdown) {
    if (config.database().isPresent()) {
      return new Backing(
          config.database().get(), config.masterKey().orElseThrow(), new CompletableFuture<>());
    }
    var masterKey =
        config.masterKey().orElseGet(() -> MasterKeyFile.readOrCreate(config.dataDir()));
    var postgres = EmbeddedPostgres.start(config.dataDir());
    shutdown.add("the embedded PostgreSQL", postgres::close);
    return new Backing(postgres.url(), masterKey, postgres.lost());
  }

  /** Uses the embedded database of a server that runs. */
  static Backing beside(ServerConfig config) {
    return new Backing(
        EmbeddedPostgres.urlOfRunning(config.dataDir()),
        config.masterKey().orElseGet(() -> MasterKeyFile.readOrCreate(config.dataDir())),
        new CompletableFuture<>());
  }
}

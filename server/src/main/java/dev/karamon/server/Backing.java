package dev.karamon.server;

import dev.karamon.secret.SecretText;

/** Where a node keeps its state: a database, ours or the operator's, and the key to it. */
record Backing(DatabaseUrl database, SecretText masterKey) {
  /** Starts the embedded database where no other is configured. */
  static Backing open(ServerConfig config, Shutdown shutdown) {
    if (config.database().isPresent()) {
      return new Backing(config.database().get(), config.masterKey().orElseThrow());
    }
    var masterKey =
        config.masterKey().orElseGet(() -> MasterKeyFile.readOrCreate(config.dataDir()));
    var postgres = EmbeddedPostgres.start(config.dataDir());
    shutdown.add("the embedded PostgreSQL", postgres::close);
    return new Backing(postgres.url(), masterKey);
  }
}

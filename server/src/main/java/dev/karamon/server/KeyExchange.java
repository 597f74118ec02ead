package dev.karamon.server;

import dev.karamon.secret.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The new master key, on its way to replacing the current one. A new key for the data folder's file
 * is written next to it before the database is changed, so that no crash can lose it.
 */
final class KeyExchange {
  /** Never a flag: command lines are seen by everybody on the machine. */
  static final String VARIABLE = Setting.VARIABLE_PREFIX + "NEW_MASTER_KEY";

  private final SecretText next;
  private final Optional<Path> dataDir;

  private KeyExchange(SecretText next, Optional<Path> dataDir) {
    this.next = next;
    this.dataDir = dataDir;
  }

  /** The configured new key or, where the present one was generated, a generated one. */
  static KeyExchange of(ServerConfig config, Map<String, String> environment) {
    var configured = Optional.ofNullable(environment.get(VARIABLE)).map(KeyExchange::checked);
    if (config.masterKey().isPresent()) {
      return new KeyExchange(
          configured.orElseThrow(
              () -> new StartupException("Set " + VARIABLE + " to the new master key")),
          Optional.empty());
    }
    try {
      var file = MasterKeyFile.next(config.dataDir());
      if (Files.notExists(file)) {
        PrivateFile.create(file, configured.orElseGet(PrivateFile::random));
      }
      return new KeyExchange(PrivateFile.read(file), Optional.of(config.dataDir()));
    } catch (IOException e) {
      throw new StartupException("Cannot write the new master key: " + e, e);
    }
  }

  /**
   * Fails while a new key is stored next to the current one: it is unknown which of them is valid.
   */
  static void refuseUnfinished(ServerConfig config) {
    if (config.masterKey().isEmpty() && Files.exists(MasterKeyFile.next(config.dataDir()))) {
      throw new StartupException(
          "A change of the master key was not finished: run \"karamon rotate-key\" again");
    }
  }

  SecretText next() {
    return next;
  }

  /** The database has the new key: puts it in place, and reports that. */
  String finish() {
    if (dataDir.isEmpty()) {
      return "Set "
          + Setting.MASTER_KEY.variable()
          + " to the new key on every node before it is started.";
    }
    try {
      MasterKeyFile.replaceByNext(dataDir.get());
      return MasterKeyFile.of(dataDir.get()) + " holds the new key. Back it up.";
    } catch (IOException e) {
      throw new StartupException(
          "The database has the new key, but the file could not be replaced: "
              + e
              + ". Run this again.",
          e);
    }
  }

  private static SecretText checked(String text) {
    try {
      return ConfigSyntax.masterKey(ConfigSyntax.legible(text));
    } catch (IllegalArgumentException wrong) {
      throw new StartupException(VARIABLE + " " + wrong.getMessage());
    }
  }
}

package dev.karamon.server;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.karamon.secret.MasterKey;
import dev.karamon.secret.SecretText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** The master key of a server with an embedded database, generated once into the data folder. */
final class MasterKeyFile {
  private static final String NAME = "master.key";

  private static final String NEXT = NAME + ".next";

  private MasterKeyFile() {}

  static Path of(Path dataDir) {
    return dataDir.resolve(NAME);
  }

  /** Where a new key is stored until it is in use. */
  static Path next(Path dataDir) {
    return dataDir.resolve(NEXT);
  }

  static void replaceByNext(Path dataDir) throws IOException {
    Files.move(next(dataDir), of(dataDir), ATOMIC_MOVE, REPLACE_EXISTING);
    try (var folder = FileChannel.open(dataDir)) {
      folder.force(true);
    }
  }

  /**
   * The key of this data folder. A new one is created only while there is no database yet: it could
   * not decrypt the contents of an existing one.
   */
  static SecretText readOrCreate(Path dataDir) {
    var file = of(dataDir);
    try {
      Files.createDirectories(dataDir);
      if (Files.notExists(file) && PostgresFolder.of(dataDir).hasCluster()) {
        throw new StartupException(
            ("%s is missing, and the database next to it was encrypted with another key:"
                    + " restore the file, or set %s to that key")
                .formatted(file, Setting.MASTER_KEY.variable()));
      }
      var key = PrivateFile.readOrCreate(file);
      if (key.reveal().length() < MasterKey.MIN_LENGTH) {
        throw new StartupException(
            "%s is damaged: restore it; if no server ran here yet, delete it".formatted(file));
      }
      return key;
    } catch (IOException e) {
      throw new StartupException("Cannot read or create " + file + ": " + e, e);
    }
  }
}

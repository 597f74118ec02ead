package dev.karamon.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The programs of PostgreSQL, unpacked once for all tests of a run. */
final class UnpackedPostgres {
  static final String VERSION = Versions.ofThisBuild().postgresql();

  private UnpackedPostgres() {}

  private static final class Once {
    static final Path HOME = unpack();
  }

  /** So that a server on this folder finds them in their place. */
  static void linkInto(Path dataDir) throws IOException {
    var folder = PostgresFolder.of(dataDir);
    Files.createDirectories(folder.root());
    Files.createSymbolicLink(folder.binaries(VERSION), Once.HOME);
  }

  private static Path unpack() {
    try {
      var folder = Files.createTempDirectory("karamon-postgres");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      return PostgresBinaries.unpack(new PostgresFolder(folder), VERSION);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

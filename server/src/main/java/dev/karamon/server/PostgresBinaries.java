package dev.karamon.server;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs of this platform, unpacked from the classpath. */
final class PostgresBinaries {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

  private PostgresBinaries() {}

  /** The folder of programs; its {@code bin} holds postgres, initdb and pg_ctl. */
  static Path unpack(PostgresFolder folder, String version) throws IOException {
    var home = folder.binaries(version);
    if (Files.exists(home)) {
      return home;
    }
    LOG.info("Unpacking PostgreSQL {}", version);
    var unfinished = home.resolveSibling(version + ".new");
    FileTree.delete(unfinished);
    try (var archive = open()) {
      unpack(archive, unfinished);
    }
    Files.move(unfinished, home);
    return home;
  }

  /** Programs of former versions, no longer of use. */
  static void deleteOthers(PostgresFolder folder, String version) throws IOException {
    try (var children = Files.newDirectoryStream(folder.root(), "[0-9]*.[0-9]*")) {
      for (var child : children) {
        if (!child.getFileName().toString().equals(version)) {
          FileTree.delete(child);
        }
      }
    }
  }

  private static InputStream open() {
    var name = archiveName(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    var archive = PostgresBinaries.class.getResourceAsStream("/" + name);
    if (archive == null) {
      throw new StartupException(
          ("This build contains no PostgreSQL for this machine (%s): set %s to a"
                  + " PostgreSQL of your own")
              .formatted(name, Setting.DATABASE_URL.variable()));
    }
    return archive;
  }

  static String archiveName(String osName, String osArch) {
    var system = osName.startsWith("Mac") ? "darwin" : osName.toLowerCase(Locale.ROOT);
    var processor =
        switch (osArch) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> osArch;
        };
    return "postgres-" + system.replace(' ', '_') + "-" + processor + ".txz";
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (var tar =
        new TarArchiveInputStream(
            new BufferedInputStream(new XZInputStream(new BufferedInputStream(archive))))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    var path = target.resolve(entry.getName()).normalize();
    if (!path.startsWith(target)) {
      throw new IOException("The archive reaches out of its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(path);
      return;
    }
    Files.createDirectories(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, path);
      Files.setPosixFilePermissions(path, permissions(entry));
    }
  }

  /** Readable by all, for the server may run as somebody else. */
  private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
    var permissions =
        EnumSet.of(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.OTHERS_READ);
    if ((entry.getMode() & 0100) != 0) {
      permissions.add(PosixFilePermission.OWNER_EXECUTE);
      permissions.add(PosixFilePermission.GROUP_EXECUTE);
      permissions.add(PosixFilePermission.OTHERS_EXECUTE);
    }
    return permissions;
  }
}

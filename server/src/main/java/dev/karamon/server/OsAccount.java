package dev.karamon.server;

import static java.util.Objects.requireNonNull;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who runs PostgreSQL, which refuses to run as root. {@code wrapper} goes before each command;
 * {@code owner} is who must own the files, where that is not ourselves.
 */
record OsAccount(List<String> wrapper, Optional<Owner> owner) {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
  private static final long ROOT = 0;

  /** Numeric ids of the system. */
  record Owner(long user, long group) {}

  /** "nobody" by its number: some systems have no name for it. */
  private static final Owner NOBODY = new Owner(65_534, 65_534);

  OsAccount {
    wrapper = List.copyOf(wrapper);
  }

  /**
   * The account for the files in a folder: ourselves; as root, the owner of the folder. For root's
   * own folder a user namespace, in which we are nobody in particular and still own our files;
   * where namespaces are refused, "nobody".
   */
  static OsAccount forFilesIn(Path folder) throws IOException {
    var us = new UnixSystem().getUid();
    var owner = ownerOf(folder);
    if (us != ROOT) {
      if (owner.user() != us) {
        throw new StartupException(
            "%s belongs to user %d, this server runs as user %d: run it as the owner, or set %s to another folder"
                .formatted(folder, owner.user(), us, Setting.DATA_DIR.variable()));
      }
      return new OsAccount(List.of(), Optional.empty());
    }
    if (owner.user() != ROOT) {
      return as(owner);
    }
    var namespace = List.of("unshare", "-U", "--");
    return works(namespace) ? new OsAccount(namespace, Optional.empty()) : as(NOBODY);
  }

  private static OsAccount as(Owner owner) {
    var wrapper =
        List.of(
            "setpriv",
            "--reuid=" + owner.user(),
            "--regid=" + owner.group(),
            "--clear-groups",
            "--");
    if (!works(wrapper)) {
      throw new StartupException(
          "PostgreSQL does not run as root, and neither unshare nor setpriv (util-linux) can give it"
              + " another user here: run the server as an ordinary user, or set "
              + Setting.DATABASE_URL.variable()
              + " to a PostgreSQL of your own");
    }
    return new OsAccount(wrapper, Optional.of(owner));
  }

  private static boolean works(List<String> wrapper) {
    return OsCommand.run(concat(wrapper, List.of("true")), PROBE_TIMEOUT).succeeded();
  }

  /** The command, run as this account. */
  List<String> wrap(List<String> command) {
    return concat(wrapper, command);
  }

  /** Hands a file or an empty folder over to this account. */
  void takeOver(Path path) throws IOException {
    if (owner.isPresent()) {
      Files.setAttribute(path, "unix:gid", (int) owner.get().group());
      Files.setAttribute(path, "unix:uid", (int) owner.get().user());
    }
  }

  /** Refuses when this account cannot reach the file, which {@link #takeOver} does not help. */
  void requireReach(Path file) {
    if (owner.isPresent()
        && !OsCommand.run(wrap(List.of("test", "-r", file.toString())), PROBE_TIMEOUT)
            .succeeded()) {
      throw new StartupException(
          "PostgreSQL runs as user %d here and cannot reach %s: make every folder above it traversable (chmod o+x), or set %s to another folder"
              .formatted(owner.get().user(), file, Setting.DATA_DIR.variable()));
    }
  }

  static boolean isOurs(Path path) throws IOException {
    return ownerOf(path).user() == new UnixSystem().getUid();
  }

  private static Owner ownerOf(Path path) throws IOException {
    return new Owner(id(path, "unix:uid"), id(path, "unix:gid"));
  }

  private static long id(Path path, String attribute) throws IOException {
    return ((Number) requireNonNull(Files.getAttribute(path, attribute))).longValue();
  }

  private static List<String> concat(List<String> first, List<String> second) {
    var all = new ArrayList<>(first);
    all.addAll(second);
    return List.copyOf(all);
  }
}

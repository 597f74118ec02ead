package dev.karamon.server;

import static java.util.Comparator.reverseOrder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Folders with all that is in them; links are taken as such, never followed. */
final class FileTree {
  private FileTree() {}

  static void delete(Path root) throws IOException {
    if (Files.notExists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

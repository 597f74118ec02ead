package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.karamon.secret.SecretText;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Small files with a secret in them, readable by their owner only. */
final class PrivateFile {
  private static final int RANDOM_BYTES = 32;

  private PrivateFile() {}

  /** 256 random bits as 43 characters that need no quoting anywhere. */
  static SecretText random() {
    var bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return new SecretText(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Never overwrites, and returns only when the content is on disk. */
  static void create(Path file, SecretText content) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(file, Set.of(CREATE_NEW, WRITE), ownerOnly)) {
      var bytes = ByteBuffer.wrap((content.reveal() + "\n").getBytes(UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Refuses a file that others can read. */
  static SecretText read(Path file) throws IOException {
    var permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    if (!permissions.endsWith("------")) {
      throw new StartupException("%s can be read by others: chmod 600 %s".formatted(file, file));
    }
    return new SecretText(Files.readString(file, UTF_8).strip());
  }

  static SecretText readOrCreate(Path file) throws IOException {
    if (Files.notExists(file)) {
      create(file, random());
    }
    return read(file);
  }
}

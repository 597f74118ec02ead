package dev.karamon.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a second server out of a data folder. The operating system lets go of it when the process
 * ends, however it ends.
 */
final class FolderLock implements AutoCloseable {
  // The system's lock belongs to the process: a second look at the file from here would break it.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private FolderLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static FolderLock take(Path file) throws IOException {
    var path = file.toAbsolutePath().normalize();
    if (!HELD_HERE.add(path)) {
      throw inUse(path, ProcessHandle.current().pid() + "");
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, CREATE, WRITE);
      if (channel.tryLock() == null) {
        throw inUse(path, Files.readString(path, US_ASCII).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(US_ASCII)));
      return new FolderLock(path, channel);
    } catch (IOException | RuntimeException e) {
      HELD_HERE.remove(path);
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
  }

  private static FolderInUseException inUse(Path file, String holder) {
    return new FolderInUseException(String.valueOf(file.getParent()), holder);
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD_HERE.remove(file);
    }
  }
}

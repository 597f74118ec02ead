package dev.karamon.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions of this build. */
record Versions(String karamon, String postgresql) {
  static Versions ofThisBuild() {
    var properties = new Properties();
    try (var in = Versions.class.getResourceAsStream("versions.properties")) {
      if (in == null) {
        throw new IllegalStateException("versions.properties is missing from the classpath");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Versions(
        properties.getProperty("karamon", "unknown"), properties.getProperty("postgresql", ""));
  }
}

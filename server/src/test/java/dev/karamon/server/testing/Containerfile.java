package dev.karamon.server.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The recipe of the container image. */
public final class Containerfile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> instructions;

  private Containerfile(List<String> instructions) {
    this.instructions = instructions;
  }

  /** The one at the root of the project. */
  public static Containerfile read() {
    try {
      var text = Files.readString(Path.of("../Containerfile")).replace("\\\n", " ");
      return new Containerfile(
          text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The words that instructions begin with, in their order. */
  public List<String> names() {
    return instructions.stream().map(line -> line.split(" ", 2)[0]).toList();
  }

  /** What an instruction that stands there once says. */
  public String only(String name) {
    return of(name)
        .reduce((one, other) -> {
          throw new AssertionError(name + " stands there twice");
        })
        .orElseThrow(() -> new AssertionError(name + " is missing"));
  }

  /** What the container starts. */
  public List<String> command() {
    return Stream.concat(words(only("ENTRYPOINT")), words(only("CMD"))).toList();
  }

  /** What asks it whether it serves. */
  public List<String> healthCheck() {
    return words(only("HEALTHCHECK").replaceFirst("^.*?CMD ", "")).toList();
  }

  private Stream<String> of(String name) {
    return instructions.stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1).strip());
  }

  /** Fails on what is no JSON list: that would be run by a shell. */
  private static Stream<String> words(String list) {
    try {
      return Arrays.stream(JSON.readValue(list, String[].class));
    } catch (JsonProcessingException e) {
      throw new AssertionError("needs a shell: " + list, e);
    }
  }
}

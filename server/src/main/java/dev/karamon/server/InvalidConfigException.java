package dev.karamon.server;

import java.util.List;

/** Everything that is wrong with the configuration, one readable line each. */
final class InvalidConfigException extends Exception {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  InvalidConfigException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  List<String> problems() {
    return problems;
  }
}

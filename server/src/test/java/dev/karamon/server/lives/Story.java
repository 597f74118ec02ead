package dev.karamon.server.lives;

import java.util.function.Consumer;

/** What one customer does and what becomes of it, to be played at the sandbox. */
record Story(String name, Consumer<Player> script) {
  @Override
  public String toString() {
    return name;
  }
}

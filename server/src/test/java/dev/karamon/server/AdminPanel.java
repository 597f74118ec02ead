package dev.karamon.server;

import dev.karamon.http.Mount;
import java.util.List;

/** The admin panel as the product serves it, read once for all servers of the tests. */
public final class AdminPanel {
  private static final List<Mount> MOUNTS = AdminUiRoutes.load().map(List::of).orElse(List.of());

  private AdminPanel() {}

  /** Nothing where the panel is not built. */
  public static List<Mount> mounts() {
    return MOUNTS;
  }
}

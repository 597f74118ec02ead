package dev.karamon.module;

import dev.karamon.admin.AdminRoute;
import dev.karamon.http.Mount;
import dev.karamon.operation.Collaborators;
import dev.karamon.task.RecurringTask;
import java.util.ArrayList;
import java.util.List;

/** Takes what modules add. */
public final class Contributions {
  private final Collaborators collaborators = new Collaborators();
  private final List<AdminRoute<?>> adminRoutes = new ArrayList<>();
  private final List<Mount> mounts = new ArrayList<>();
  private final List<HealthCheck> healthChecks = new ArrayList<>();
  private final List<RecurringTask> tasks = new ArrayList<>();

  Contributions() {}

  /** Adds what operations of a model work with. */
  public <C> Contributions collaborator(Class<C> type, C collaborator) {
    collaborators.with(type, collaborator);
    return this;
  }

  /** Adds admin routes. */
  public Contributions adminRoutes(List<AdminRoute<?>> routes) {
    adminRoutes.addAll(routes);
    return this;
  }

  /** Adds other paths. */
  public Contributions mount(Mount mount) {
    mounts.add(mount);
    return this;
  }

  /** Adds something that has to be well for the server to be ready. */
  public Contributions healthCheck(HealthCheck check) {
    healthChecks.add(check);
    return this;
  }

  /** Adds work that is done again and again while the server runs, once for all nodes. */
  public Contributions task(RecurringTask task) {
    tasks.add(task);
    return this;
  }

  /** All admin routes contributed up to now. */
  public List<AdminRoute<?>> adminRoutes() {
    return List.copyOf(adminRoutes);
  }

  Collaborators collaborators() {
    return collaborators;
  }

  List<Mount> mounts() {
    return List.copyOf(mounts);
  }

  List<HealthCheck> healthChecks() {
    return List.copyOf(healthChecks);
  }

  List<RecurringTask> tasks() {
    return List.copyOf(tasks);
  }
}

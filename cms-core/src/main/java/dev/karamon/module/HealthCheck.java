package dev.karamon.module;

import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * Something without which the server is not ready.
 *
 * @param check succeeds while all is well; answers within its own time limit
 */
public record HealthCheck(String name, Supplier<Future<Void>> check) {}

package dev.karamon.module;

import dev.karamon.audit.Audit;
import dev.karamon.database.Database;
import dev.karamon.database.Notifications;
import dev.karamon.group.Grants;
import dev.karamon.http.HttpConfig;
import dev.karamon.secret.SecretBox;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;

/**
 * What every part is built on.
 *
 * @param configs the start-up configuration of modules, by type
 */
public record Foundation(
    Vertx vertx,
    Database database,
    Notifications notifications,
    SecretBox secrets,
    HttpConfig http,
    Audit audit,
    Grants grants,
    Clock clock,
    Map<Class<?>, Object> configs) {

  /** The start-up configuration of a module. */
  public <T> T config(Class<T> type) {
    var config = type.cast(configs.get(type));
    if (config == null) {
      throw new IllegalStateException("The server passes no " + type.getSimpleName());
    }
    return config;
  }
}

package dev.karamon.module;

import dev.karamon.database.DatabaseConfig;
import dev.karamon.http.HttpConfig;
import dev.karamon.secret.MasterKey;
import java.time.Clock;
import java.util.Map;

/**
 * What a server is started with.
 *
 * @param moduleConfigs the start-up configuration of modules, by type
 */
public record CmsConfig(
    DatabaseConfig database,
    HttpConfig http,
    MasterKey masterKey,
    Clock clock,
    Map<Class<?>, Object> moduleConfigs) {}

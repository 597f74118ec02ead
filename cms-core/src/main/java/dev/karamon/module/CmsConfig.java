package dev.karamon.module;

import dev.karamon.database.DatabaseConfig;
import dev.karamon.http.HttpConfig;
import dev.karamon.mail.SmtpConfig;
import dev.karamon.secret.MasterKey;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a server is started with.
 *
 * @param smtp where mail goes out; without it, admins hand over what would be mailed
 * @param moduleConfigs the start-up configuration of modules, by type
 */
public record CmsConfig(
    DatabaseConfig database,
    HttpConfig http,
    MasterKey masterKey,
    Optional<SmtpConfig> smtp,
    Clock clock,
    Map<Class<?>, Object> moduleConfigs) {}

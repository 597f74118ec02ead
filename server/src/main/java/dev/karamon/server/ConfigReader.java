package dev.karamon.server;

import static java.util.stream.Collectors.joining;

import dev.karamon.http.TrustedProxies;
import dev.karamon.mail.SmtpConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns variables and flags into a {@link ServerConfig}, or reports all problems. */
final class ConfigReader {
  /** For the test suites only, which share the environment with the server they start. */
  private static final String IGNORED_PREFIX = "KARAMON_TEST_";

  /** Their blanks may be part of them. */
  private static final Set<Setting> VERBATIM =
      EnumSet.of(Setting.MASTER_KEY, Setting.ADMIN_PASSWORD);

  private final ConfigSource source;
  private final List<String> problems = new ArrayList<>();

  private ConfigReader(ConfigSource source) {
    this.source = source;
  }

  static ServerConfig read(ConfigSource source) throws InvalidConfigException {
    return new ConfigReader(source).read();
  }

  private ServerConfig read() throws InvalidConfigException {
    refuseUnknownArguments();
    refuseUnknownVariables();
    var httpHost = valueOf(Setting.HTTP_HOST, ConfigSyntax::host);
    var httpPort = valueOf(Setting.HTTP_PORT, ConfigSyntax::port);
    var publicUrl = optional(Setting.PUBLIC_URL, ConfigSyntax::siteUrl);
    var proxies = proxies();
    var database = optional(Setting.DATABASE_URL, DatabaseUrlSyntax::parse);
    var dataDir = valueOf(Setting.DATA_DIR, ConfigSyntax::folder);
    var masterKey = optional(Setting.MASTER_KEY, ConfigSyntax::masterKey);
    var firstAdmin = firstAdmin();
    var smtp = smtp();
    var stripeApiBase = optional(Setting.STRIPE_API_BASE, ConfigSyntax::httpUrl);
    var sandbox = valueOf(Setting.SANDBOX, ConfigSyntax::yesOrNo);
    var sandboxPort = valueOf(Setting.SANDBOX_PORT, ConfigSyntax::port);
    var maxBytes = valueOf(Setting.WEBHOOK_MAX_BYTES, number(1_024, 64 * 1_024 * 1_024));
    var tolerance = valueOf(Setting.WEBHOOK_TOLERANCE_SECONDS, number(1, 86_400));
    var eventsKept = valueOf(Setting.EVENT_RETENTION_DAYS, number(30, 3_650));
    var logFormat = valueOf(Setting.LOG_FORMAT, ConfigSyntax::logFormat);
    refuseExternalDatabaseWithoutKey();
    refuseSandboxBesideAnotherStripe(sandbox);
    refuseOnePortForTwo(sandbox, httpPort, sandboxPort);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(problems);
    }
    return new ServerConfig(
        httpHost,
        httpPort,
        publicUrl,
        proxies,
        database,
        dataDir,
        masterKey,
        firstAdmin,
        smtp,
        stripeApiBase,
        sandbox,
        sandboxPort,
        maxBytes,
        Duration.ofSeconds(tolerance),
        Duration.ofDays(eventsKept),
        logFormat);
  }

  /** What follows an unknown flag is its value: not repeated, for it may be a secret. */
  private void refuseUnknownArguments() {
    var afterUnknownFlag = false;
    for (var argument : source.unknownArguments()) {
      if (argument.startsWith("-")) {
        var flag = argument.replaceFirst("=.*", "");
        problems.add(flag + " is not a known flag" + didYouMean(flag, Setting::flag));
      } else if (!afterUnknownFlag) {
        problems.add("\"" + argument + "\" is not expected here; flags are --NAME VALUE");
      }
      afterUnknownFlag = argument.startsWith("-") && !argument.contains("=");
    }
  }

  private void refuseUnknownVariables() {
    source.environment().keySet().stream()
        .filter(name -> name.startsWith(Setting.VARIABLE_PREFIX))
        .filter(name -> !name.startsWith(IGNORED_PREFIX))
        .filter(name -> !name.equals(KeyExchange.VARIABLE))
        .filter(name -> Setting.ofVariable(name).isEmpty())
        .sorted()
        .forEach(name ->
            problems.add(name + " is not a known variable" + didYouMean(name, Setting::variable)));
  }

  private static String didYouMean(String name, Function<Setting, String> spelling) {
    var nearest = NearestSettings.to(name);
    return nearest.isEmpty()
        ? "; remove it (--help lists all)"
        : nearest.stream().map(spelling).collect(joining(" or ", "; did you mean ", "?"));
  }

  private TrustedProxies proxies() {
    var header = valueOf(Setting.FORWARDED_HEADER, ConfigSyntax::forwardedHeader);
    return optional(Setting.TRUSTED_PROXIES, text -> ConfigSyntax.proxies(text, header))
        .orElse(TrustedProxies.NONE);
  }

  private Optional<AdminAccount> firstAdmin() {
    var email = optional(Setting.ADMIN_EMAIL, ConfigSyntax::email);
    var password = optional(Setting.ADMIN_PASSWORD, ConfigSyntax::password);
    refuseOneWithoutTheOther(Setting.ADMIN_EMAIL, Setting.ADMIN_PASSWORD);
    refuseOneWithoutTheOther(Setting.ADMIN_PASSWORD, Setting.ADMIN_EMAIL);
    return email.flatMap(address -> password.map(secret -> new AdminAccount(address, secret)));
  }

  private Optional<SmtpConfig> smtp() {
    var server = optional(Setting.SMTP_URL, SmtpUrlSyntax::parse);
    var from = optional(Setting.MAIL_FROM, ConfigSyntax::mailbox);
    refuseOneWithoutTheOther(Setting.SMTP_URL, Setting.MAIL_FROM);
    refuseOneWithoutTheOther(Setting.MAIL_FROM, Setting.SMTP_URL);
    return server.flatMap(known -> from.map(known::from));
  }

  private void refuseOneWithoutTheOther(Setting given, Setting missing) {
    if (source.configured(given).isPresent() && source.configured(missing).isEmpty()) {
      problems.add(
          source.nameOf(given) + " needs " + missing.variable() + " with it: set both or neither");
    }
  }

  private void refuseExternalDatabaseWithoutKey() {
    if (source.configured(Setting.DATABASE_URL).isPresent()
        && source.configured(Setting.MASTER_KEY).isEmpty()) {
      problems.add(
          Setting.MASTER_KEY.variable()
              + " is required with "
              + source.nameOf(Setting.DATABASE_URL)
              + ": set the same key on every server, such as the output of"
              + " \"openssl rand -base64 32\"");
    }
  }

  private void refuseSandboxBesideAnotherStripe(boolean sandbox) {
    if (sandbox && source.configured(Setting.STRIPE_API_BASE).isPresent()) {
      problems.add(
          source.nameOf(Setting.STRIPE_API_BASE)
              + " cannot be used while the sandbox runs: remove it, or set "
              + Setting.SANDBOX.variable()
              + "=false");
    }
  }

  private void refuseOnePortForTwo(boolean sandbox, int httpPort, int sandboxPort) {
    if (sandbox && httpPort != 0 && httpPort == sandboxPort) {
      problems.add(
          source.nameOf(Setting.SANDBOX_PORT)
              + " must differ from "
              + source.nameOf(Setting.HTTP_PORT)
              + "; both are "
              + httpPort);
    }
  }

  private static Function<String, Integer> number(int min, int max) {
    return text -> ConfigSyntax.number(text, min, max);
  }

  private <T> Optional<T> optional(Setting setting, Function<String, T> syntax) {
    return source.configured(setting).flatMap(text -> parse(setting, text, syntax));
  }

  /** With a problem the default stands in, so that the rest is still checked. */
  private <T> T valueOf(Setting setting, Function<String, T> syntax) {
    return optional(setting, syntax)
        .orElseGet(() -> syntax.apply(source.defaultValue(setting).orElseThrow()));
  }

  private <T> Optional<T> parse(Setting setting, String text, Function<String, T> syntax) {
    if (text.isBlank()) {
      problems.add(source.nameOf(setting) + " needs a value: " + setting.valueLabel());
      return Optional.empty();
    }
    try {
      var value = ConfigSyntax.legible(VERBATIM.contains(setting) ? text : text.strip());
      return Optional.of(syntax.apply(value));
    } catch (IllegalArgumentException e) {
      problems.add(source.nameOf(setting) + " " + e.getMessage());
      return Optional.empty();
    }
  }
}

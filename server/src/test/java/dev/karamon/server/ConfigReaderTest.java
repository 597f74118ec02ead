package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.karamon.http.TrustedProxies;
import dev.karamon.mail.SmtpConfig;
import dev.karamon.secret.SecretText;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
  private static final String KEY = "0123456789abcdef0123456789abcdef";
  private static final String DATABASE = "postgresql://karamon:unseen-pw@db:5432/karamon";

  @Test
  void nothing_configured_gives_the_documented_defaults() throws Exception {
    assertThat(read(Map.of()))
        .isEqualTo(
            new ServerConfig(
                "127.0.0.1",
                8080,
                Optional.empty(),
                TrustedProxies.NONE,
                Optional.empty(),
                Path.of("data").toAbsolutePath(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                8090,
                1_048_576,
                Duration.ofMinutes(5),
                Duration.ofDays(180),
                ServerConfig.LogFormat.TEXT));
  }

  @Test
  void every_variable_is_taken() throws Exception {
    var config =
        read(
            Map.ofEntries(
                Map.entry("KARAMON_HTTP_HOST", "0.0.0.0"),
                Map.entry("KARAMON_HTTP_PORT", " 9000 "),
                Map.entry("KARAMON_PUBLIC_URL", "https://gate.example.com/"),
                Map.entry("KARAMON_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::7"),
                Map.entry("KARAMON_FORWARDED_HEADER", "forwarded"),
                Map.entry("KARAMON_DATABASE_URL", DATABASE),
                Map.entry("KARAMON_DATA_DIR", "/var/lib/karamon"),
                Map.entry("KARAMON_MASTER_KEY", KEY),
                Map.entry("KARAMON_ADMIN_EMAIL", "owner@example.com"),
                Map.entry("KARAMON_ADMIN_PASSWORD", " spaced password "),
                Map.entry("KARAMON_SMTP_URL", "smtps://shop:unseen%40pw@mail.example.com"),
                Map.entry("KARAMON_MAIL_FROM", "The Shop <no-reply@shop.example>"),
                Map.entry("KARAMON_STRIPE_API_BASE", "http://127.0.0.1:12111"),
                Map.entry("KARAMON_SANDBOX", "false"),
                Map.entry("KARAMON_SANDBOX_PORT", "9001"),
                Map.entry("KARAMON_WEBHOOK_MAX_BYTES", "4096"),
                Map.entry("KARAMON_WEBHOOK_TOLERANCE_SECONDS", "60"),
                Map.entry("KARAMON_EVENT_RETENTION_DAYS", "30"),
                Map.entry("KARAMON_LOG_FORMAT", "json")));

    assertThat(config.httpHost()).isEqualTo("0.0.0.0");
    assertThat(config.httpPort()).isEqualTo(9000);
    assertThat(config.configuredPublicUrl()).contains(URI.create("https://gate.example.com"));
    assertThat(config.proxies()).isNotEqualTo(TrustedProxies.NONE);
    assertThat(config.database().orElseThrow().host()).isEqualTo("db");
    assertThat(config.dataDir()).isEqualTo(Path.of("/var/lib/karamon"));
    assertThat(config.masterKey()).contains(new SecretText(KEY));
    assertThat(config.firstAdmin())
        .contains(new AdminAccount("owner@example.com", new SecretText(" spaced password ")));
    assertThat(config.smtp())
        .contains(
            new SmtpConfig(
                "mail.example.com",
                465,
                SmtpConfig.Encryption.TLS,
                Optional.of(new SmtpConfig.Account("shop", new SecretText("unseen@pw"))),
                "The Shop <no-reply@shop.example>"));
    assertThat(config.smtp().toString()).doesNotContain("unseen");
    assertThat(config.stripeApiBase()).contains(URI.create("http://127.0.0.1:12111"));
    assertThat(config.sandboxPort()).isEqualTo(9001);
    assertThat(config.webhookMaxBytes()).isEqualTo(4096);
    assertThat(config.webhookTolerance()).isEqualTo(Duration.ofMinutes(1));
    assertThat(config.eventsKept()).isEqualTo(Duration.ofDays(30));
    assertThat(config.logFormat()).isEqualTo(ServerConfig.LogFormat.JSON);
  }

  @Test
  void a_flag_beats_the_variable_and_both_beat_the_default_of_the_command() throws Exception {
    var environment = Map.of("KARAMON_HTTP_PORT", "9000", "KARAMON_SANDBOX_PORT", "9001");
    var flags = Map.of(Setting.HTTP_PORT, "9100");
    var commandDefaults =
        Map.of(Setting.HTTP_PORT, "1", Setting.SANDBOX_PORT, "2", Setting.SANDBOX, "true");

    var config =
        ConfigReader.read(new ConfigSource(environment, flags, List.of(), commandDefaults));

    assertThat(config.httpPort()).isEqualTo(9100);
    assertThat(config.sandboxPort()).isEqualTo(9001);
    assertThat(config.sandbox()).isTrue();
  }

  @Test
  void a_blank_variable_counts_as_absent_but_a_blank_flag_is_a_problem() throws Exception {
    assertThat(read(Map.of("KARAMON_HTTP_PORT", " ")).httpPort()).isEqualTo(8080);

    assertThat(problems(Map.of(), Map.of(Setting.HTTP_PORT, "")))
        .containsExactly("--http-port needs a value: PORT");
  }

  @Test
  void a_dry_run_is_no_setting() {
    assertThat(problems(Map.of("KARAMON_DRY_RUN", "true"), Map.of()))
        .singleElement()
        .asString()
        .startsWith("KARAMON_DRY_RUN is not a known variable");
  }

  @Test
  void all_problems_are_reported_at_once() {
    var environment =
        Map.of(
            "KARAMON_HTTP_PORT", "80x",
            "KARAMON_PUBLIC_URL", "example.com",
            "KARAMON_SANDBOX", "maybe",
            "KARAMON_ADMIN_EMAIL", "owner@example.com",
            "KARAMON_WEBHOOK_MAX_BYTES", "0",
            "KARAMON_HTP_HOST", "::1");

    assertThat(problems(environment, Map.of(Setting.SANDBOX_PORT, "70000")))
        .containsExactlyInAnyOrder(
            "KARAMON_HTP_HOST is not a known variable; did you mean KARAMON_HTTP_HOST or"
                + " KARAMON_HTTP_PORT?",
            "KARAMON_HTTP_PORT must be a whole number from 0 to 65535, not \"80x\"",
            "KARAMON_PUBLIC_URL must be a URL such as https://www.example.com",
            "KARAMON_SANDBOX must be true or false, not \"maybe\"",
            "--sandbox-port must be a whole number from 0 to 65535, not \"70000\"",
            "KARAMON_WEBHOOK_MAX_BYTES must be a whole number from 1024 to 67108864, not \"0\"",
            "KARAMON_ADMIN_EMAIL needs KARAMON_ADMIN_PASSWORD with it: set both or neither");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP_HOST                 | http://x          | KARAMON_HTTP_HOST must be an IP address or a host name, without port, not "http://x"
          HTTP_HOST                 | localhost:80      | KARAMON_HTTP_HOST must be an IP address or a host name, without port, not "localhost:80"
          HTTP_PORT                 | -1                | KARAMON_HTTP_PORT must be a whole number from 0 to 65535, not "-1"
          PUBLIC_URL                | ftp://example.com | KARAMON_PUBLIC_URL must be a URL such as https://www.example.com
          PUBLIC_URL                | https://          | KARAMON_PUBLIC_URL must be a URL such as https://www.example.com
          PUBLIC_URL                | https://e.com/cms | KARAMON_PUBLIC_URL must have no path, not "https://e.com/cms"
          PUBLIC_URL                | https://e.com?a=b | KARAMON_PUBLIC_URL must have no query and no fragment, not "https://e.com?a=b"
          PUBLIC_URL                | https://e.com/#   | KARAMON_PUBLIC_URL must have no query and no fragment, not "https://e.com/#"
          PUBLIC_URL                | https://e.com:0   | KARAMON_PUBLIC_URL must have a port between 1 and 65535, not "https://e.com:0"
          PUBLIC_URL                | https://u:p@e.com | KARAMON_PUBLIC_URL must not contain a user or password
          TRUSTED_PROXIES           | 10.0.0.0/8,proxy  | KARAMON_TRUSTED_PROXIES must be addresses and networks such as 10.0.0.0/8,2001:db8::7; proxy is no address and no network
          TRUSTED_PROXIES           | 0.0.0.0/0         | KARAMON_TRUSTED_PROXIES must be addresses and networks such as 10.0.0.0/8,2001:db8::7; 0.0.0.0/0 has a prefix that is not from 1 to 32
          FORWARDED_HEADER          | via               | KARAMON_FORWARDED_HEADER must be x-forwarded-for or forwarded, not "via"
          MASTER_KEY                | short             | KARAMON_MASTER_KEY must have at least 32 characters
          STRIPE_API_BASE           | stripe            | KARAMON_STRIPE_API_BASE must be a URL such as https://www.example.com
          SANDBOX                   | TRUE              | KARAMON_SANDBOX must be true or false, not "TRUE"
          WEBHOOK_TOLERANCE_SECONDS | 0                 | KARAMON_WEBHOOK_TOLERANCE_SECONDS must be a whole number from 1 to 86400, not "0"
          EVENT_RETENTION_DAYS      | 29                | KARAMON_EVENT_RETENTION_DAYS must be a whole number from 30 to 3650, not "29"
          SMTP_URL                  | mail.example.com  | KARAMON_SMTP_URL must be smtp://host:587 or smtps://host:465, with user:password@ if the server requires it, special characters percent-encoded
          SMTP_URL                  | smtp://h:70000    | KARAMON_SMTP_URL must have a port between 1 and 65535
          MAIL_FROM                 | nobody            | KARAMON_MAIL_FROM must be an e-mail address such as Shop <no-reply@shop.example>, not "nobody"
          LOG_FORMAT                | xml               | KARAMON_LOG_FORMAT must be text or json, not "xml"
          """)
  void a_wrong_value_is_named_with_the_rule_it_breaks(
      Setting setting, String value, String problem) {
    var besides =
        switch (setting) {
          case SMTP_URL -> Map.of(Setting.MAIL_FROM, "shop@shop.example");
          case MAIL_FROM -> Map.of(Setting.SMTP_URL, "smtp://127.0.0.1");
          default -> Map.<Setting, String>of();
        };
    assertThat(problems(Map.of(setting.variable(), value), besides)).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource({"MASTER_KEY", "ADMIN_PASSWORD", "MAIL_FROM"})
  void what_the_locale_cannot_express_is_refused_and_not_repeated(Setting setting) {
    var garbled = "unseen ".repeat(6) + "\uFFFD <a@b.example>";

    assertThat(problems(Map.of(setting.variable(), garbled), Map.of()))
        .anyMatch(line ->
            line.startsWith(setting.variable() + " has characters that the locale of this system"))
        .noneMatch(line -> line.contains("unseen"));
  }

  @Test
  void the_first_admin_needs_an_address_and_a_password_of_eight_characters() {
    var environment = Map.of("KARAMON_ADMIN_EMAIL", "owner", "KARAMON_ADMIN_PASSWORD", "1234567");

    assertThat(problems(environment, Map.of()))
        .containsExactly(
            "KARAMON_ADMIN_EMAIL must be an e-mail address, not \"owner\"",
            "KARAMON_ADMIN_PASSWORD must have at least 8 characters");
    assertThat(problems(Map.of("KARAMON_ADMIN_PASSWORD", "12345678"), Map.of()))
        .containsExactly(
            "KARAMON_ADMIN_PASSWORD needs KARAMON_ADMIN_EMAIL with it: set both or neither");
  }

  @Test
  void mail_needs_a_server_and_a_sender() {
    assertThat(problems(Map.of("KARAMON_SMTP_URL", "smtp://127.0.0.1"), Map.of()))
        .containsExactly("KARAMON_SMTP_URL needs KARAMON_MAIL_FROM with it: set both or neither");
    assertThat(problems(Map.of("KARAMON_MAIL_FROM", "shop@shop.example"), Map.of()))
        .containsExactly("KARAMON_MAIL_FROM needs KARAMON_SMTP_URL with it: set both or neither");
  }

  @ParameterizedTest
  @CsvSource({
    "smtp://mail.example.com, 587, STARTTLS",
    "smtp://mail.example.com:25/?starttls=offered, 25, OFFERED",
    "smtp://localhost:1025, 1025, OFFERED",
    "smtps://mail.example.com, 465, TLS"
  })
  void passwords_of_mail_never_travel_in_the_clear_by_accident(
      String url, int port, SmtpConfig.Encryption encryption) {
    var server = SmtpUrlSyntax.parse(url);

    assertThat(server.port()).isEqualTo(port);
    assertThat(server.encryption()).isEqualTo(encryption);
  }

  @Test
  void an_external_database_needs_a_master_key() {
    assertThat(problems(Map.of("KARAMON_DATABASE_URL", DATABASE), Map.of()))
        .singleElement()
        .asString()
        .startsWith("KARAMON_MASTER_KEY is required with KARAMON_DATABASE_URL");
  }

  @Test
  void the_sandbox_excludes_another_stripe_and_the_servers_own_port() {
    var environment =
        Map.of(
            "KARAMON_SANDBOX", "true",
            "KARAMON_SANDBOX_PORT", "8080",
            "KARAMON_STRIPE_API_BASE", "http://127.0.0.1:1");

    assertThat(problems(environment, Map.of()))
        .containsExactly(
            "KARAMON_STRIPE_API_BASE cannot be used while the sandbox runs: remove it, or set"
                + " KARAMON_SANDBOX=false",
            "KARAMON_SANDBOX_PORT must differ from KARAMON_HTTP_PORT; both are 8080");
  }

  @Test
  void both_ports_may_be_any_free_one() throws Exception {
    var config =
        read(
            Map.of(
                "KARAMON_SANDBOX", "true",
                "KARAMON_HTTP_PORT", "0",
                "KARAMON_SANDBOX_PORT", "0"));

    assertThat(config.httpPort()).isZero();
    assertThat(config.sandboxPort()).isZero();
  }

  @Test
  void unknown_arguments_are_problems_like_any_other() {
    var source =
        new ConfigSource(
            Map.of("KARAMON_HTTP_PORT", "x"),
            Map.of(),
            List.of("now", "--htp-port=80", "--zzz", "unseen"),
            Map.of());

    assertThat(problems(source))
        .containsExactly(
            "\"now\" is not expected here; flags are --NAME VALUE",
            "--htp-port is not a known flag; did you mean --http-host or --http-port?",
            "--zzz is not a known flag; remove it (--help lists all)",
            "KARAMON_HTTP_PORT must be a whole number from 0 to 65535, not \"x\"");
  }

  @Test
  void variables_of_the_test_suites_and_of_others_are_left_alone() throws Exception {
    assertThat(read(Map.of("KARAMON_TEST_CHROMIUM", "/usr/bin/chromium", "KARAMONX", "1")))
        .isEqualTo(read(Map.of()));
  }

  @Test
  void no_secret_reaches_a_message_or_the_text_of_the_configuration() throws Exception {
    var wrong =
        Map.of(
            "KARAMON_DATABASE_URL", "postgresql://karamon:unseen pw@db/karamon",
            "KARAMON_MASTER_KEY", "unseen",
            "KARAMON_PUBLIC_URL", "https://user:unseen@example.com/x",
            "KARAMON_ADMIN_EMAIL", "owner@example.com",
            "KARAMON_ADMIN_PASSWORD", "unseen");
    assertThat(problems(wrong, Map.of())).hasSize(4).noneMatch(line -> line.contains("unseen"));

    var right =
        read(
            Map.of(
                "KARAMON_DATABASE_URL",
                DATABASE,
                "KARAMON_MASTER_KEY",
                "unseen".repeat(6),
                "KARAMON_ADMIN_EMAIL",
                "owner@example.com",
                "KARAMON_ADMIN_PASSWORD",
                "unseen-as-well"));
    assertThat(right.toString()).contains("owner@example.com").doesNotContain("unseen");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, http://127.0.0.1:81",
    "0.0.0.0, http://localhost:81",
    "::, http://localhost:81",
    "::1, http://[::1]:81",
    "[::1], http://[::1]:81"
  })
  void without_a_public_url_it_is_made_from_the_bound_address(String host, String url)
      throws Exception {
    assertThat(read(Map.of("KARAMON_HTTP_HOST", host)).publicUrl(81)).isEqualTo(URI.create(url));
  }

  @ParameterizedTest
  @CsvSource({
    "' HTTPS://Gate.Example.COM/ ', https://gate.example.com",
    "https://gate.example.com:443//, https://gate.example.com",
    "https://gate.example.com:, https://gate.example.com",
    "http://gate.example.com:80, http://gate.example.com",
    "http://gate.example.com:443, http://gate.example.com:443",
    "https://[2001:DB8::7]:8443/, https://[2001:db8::7]:8443"
  })
  void a_public_url_is_spelt_as_browsers_do(String text, String url) throws Exception {
    assertThat(read(Map.of("KARAMON_PUBLIC_URL", text)).publicUrl(81)).hasToString(url);
  }

  @Test
  void what_is_made_from_the_bound_address_is_spelt_like_that_too() throws Exception {
    assertThat(read(Map.of("KARAMON_HTTP_HOST", "Gate.local")).publicUrl(80))
        .hasToString("http://gate.local");
  }

  private static ServerConfig read(Map<String, String> environment) throws InvalidConfigException {
    return ConfigReader.read(new ConfigSource(environment, Map.of(), List.of(), Map.of()));
  }

  private static List<String> problems(
      Map<String, String> environment, Map<Setting, String> flags) {
    return problems(new ConfigSource(environment, flags, List.of(), Map.of()));
  }

  private static List<String> problems(ConfigSource source) {
    var refused =
        catchThrowableOfType(InvalidConfigException.class, () -> ConfigReader.read(source));
    assertThat(refused).as("the configuration is refused").isNotNull();
    return refused.problems();
  }
}

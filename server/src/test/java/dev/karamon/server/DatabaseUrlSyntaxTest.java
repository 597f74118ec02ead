package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.secret.SecretText;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlSyntaxTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://me:pw@db:5433/site, db, 5433, site, me, pw",
    "postgres://me:pw@db/site, db, 5432, site, me, pw",
    "postgresql://me:p%40s%2Fs%3A+%25@db.example.com/site, db.example.com, 5432, site, me, p@s/s:+%",
    "postgresql://m%C3%A9:pw@my_db:5432/my%20site, my_db, 5432, my site, mé, pw",
    "postgresql://me:pw@[::1]:5432/site, ::1, 5432, site, me, pw"
  })
  void a_url_is_read_decoded(
      String text, String host, int port, String database, String user, String password) {
    assertThat(DatabaseUrlSyntax.parse(text))
        .isEqualTo(new DatabaseUrl(host, port, database, user, new SecretText(password), Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://me:p%40s%2Fs%3A+%25@my_db/my%20site",
        "postgresql://m%C3%A9:pw@[::1]:5433/site?sslmode=require"
      })
  void the_pool_reads_the_same_out_of_it(String text) {
    var url = DatabaseUrlSyntax.parse(text);

    var options = PgConnectOptions.fromUri(url.uri().reveal());

    assertThat(options.getHost()).isEqualTo(url.host());
    assertThat(options.getPort()).isEqualTo(url.port());
    assertThat(options.getDatabase()).isEqualTo(url.database());
    assertThat(options.getUser()).isEqualTo(url.user());
    assertThat(options.getPassword()).isEqualTo(url.password().reveal());
  }

  @Test
  void options_are_kept_and_the_other_forms_are_made_from_the_parts() {
    var text = "postgresql://me:p%40s@[::1]:5433/my%20site?sslmode=require";

    var url = DatabaseUrlSyntax.parse(text);

    assertThat(url.options()).isEqualTo(Map.of("sslmode", "require"));
    assertThat(url.uri()).isEqualTo(new SecretText(text));
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://[::1]:5433/my%20site?sslmode=require");
    assertThat(url.toString()).doesNotContain("p@s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://me:pw@db/site               | must start with postgresql://
          db.example.com                      | must start with postgresql://
          postgresql:///site                  | needs user:password@host:port
          postgresql://db/site                | needs user:password@host:port
          postgresql://me@db/site             | needs user:password@host:port
          postgresql://me:@db/site            | needs user:password@host:port
          postgresql://me:pw@one:1,two:2/site | needs user:password@host:port, with one host
          postgresql://me:p@w@db/site         | needs user:password@host:port
          postgresql://me:pw@db:0/site        | must have a port between 1 and 65535
          postgresql://me:pw@db:70000/site    | must have a port between 1 and 65535
          postgresql://me:pw@db               | must name one database
          postgresql://me:pw@db/              | must name one database
          postgresql://me:pw@db/a/b           | must name one database
          postgresql://me:p w@db/site         | is not a URL
          postgresql://me:p%zz@db/site        | is not a URL
          postgresql://me:pw@db/site?sslmode  | must have its query in the form
          """)
  void another_form_is_refused_without_repeating_it(String text, String rule) {
    assertThatThrownBy(() -> DatabaseUrlSyntax.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(rule)
        .hasMessageNotContaining("me:");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sslmode=requier             | must have one of these for sslmode: disable, prefer, require, verify-ca, verify-full; not requier
          sslmode=                    | must have one of these for sslmode: disable, prefer, require, verify-ca, verify-full
          ssl_mode=require            | has an unknown option ssl_mode; sslmode and sslrootcert are known
          application_name=shop       | has an unknown option application_name; sslmode and sslrootcert are known
          pw@db:5432/site=            | has an unknown option; sslmode and sslrootcert are known
          sslmode=require&sslmode=x   | has an option twice: sslmode
          sslmode=verify-ca&sslrootcert=/ca.pem | has an sslrootcert that cannot be read: java.nio.file.NoSuchFileException: /ca.pem
          sslrootcert=pom.xml         | has sslrootcert, which needs sslmode=verify-ca or verify-full
          sslmode=require&sslrootcert=pom.xml   | has sslrootcert, which needs sslmode=verify-ca or verify-full
          sslmode=verify-ca&sslrootcert=pom.xml | has an sslrootcert without certificates in PEM: %s/pom.xml
          """)
  void options_are_named_that_are_wrong(String query, String problem) {
    assertThatThrownBy(() -> DatabaseUrlSyntax.parse("postgresql://me:pw@db/site?" + query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem.formatted(Path.of("").toAbsolutePath()));
  }
}

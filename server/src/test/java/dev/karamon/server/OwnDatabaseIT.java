package dev.karamon.server;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.error.KaramonException;
import dev.karamon.server.testing.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator's own database has to be like, and how the guide makes one. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnDatabaseIT {
  private static final Path GUIDE = Path.of("../docs/operator.md");
  private static final String PASSWORD = "choose-a-password";

  @SuppressWarnings("NullAway.Init") // before all tests
  private OwnPostgres postgres;

  @BeforeAll
  void start_a_server(@TempDir Path folder) throws IOException {
    postgres = OwnPostgres.in(folder);
    role("shop");
  }

  @AfterAll
  void stop() {
    postgres.close();
  }

  @Test
  void the_statements_of_the_guide_make_one_that_is_taken() throws IOException {
    // The embedded server has a role and a database of these names.
    var recipe = recipe().replace(" karamon", " \"by-the-guide\"");
    for (var statement : recipe.split(";", -1)) {
      postgres.superuser().run(statement);
    }

    var applied =
        new KaramonProduct().migrate(postgres.url("by-the-guide", "by-the-guide", PASSWORD));

    assertThat(applied).contains("core 1 core");
  }

  @Test
  void one_that_cannot_store_every_text_is_refused() {
    postgres
        .superuser()
        .run("CREATE DATABASE latin OWNER shop ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

    assertRefused("latin")
        .hasMessageStartingWith("The database latin has the encoding LATIN1")
        .hasMessageContaining("ENCODING 'UTF8' TEMPLATE template0");
  }

  @Test
  @Timeout(8)
  void one_that_belongs_to_somebody_else_is_refused() {
    postgres.superuser().run("CREATE DATABASE foreign_one");

    assertRefused("foreign_one")
        .hasMessageStartingWith("The role shop may not create what Karamon needs")
        .hasMessageEndingWith("ALTER DATABASE \"foreign_one\" OWNER TO \"shop\"");

    postgres.superuser().run("ALTER DATABASE foreign_one OWNER TO shop");
    assertThat(new KaramonProduct().migrate(shop("foreign_one"))).isNotEmpty();
  }

  @Test
  void one_of_a_server_that_is_too_old_is_refused() {
    postgres.superuser().run("CREATE DATABASE old OWNER shop");
    var database = new Sql(shop("old"));
    // The nearest thing to an old server: one that says so.
    database.run("ALTER DATABASE old SET search_path = public, pg_catalog");
    database.run(
        """
        CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS $$
          SELECT CASE $1 WHEN 'server_version_num' THEN '140009'
                         WHEN 'server_version' THEN '14.9'
                         ELSE pg_catalog.current_setting($1) END
        $$
        """);

    assertRefused("old")
        .hasMessageStartingWith("This is PostgreSQL 14.9, and Karamon needs 15 or newer");
  }

  @Test
  void one_that_does_not_exist_is_named() {
    assertThatThrownBy(() -> new KaramonProduct().migrate(shop("nowhere")))
        .isInstanceOf(KaramonException.class)
        .hasMessageContaining("database \"nowhere\" does not exist");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(String database) {
    return assertThatThrownBy(() -> new KaramonProduct().migrate(shop(database)))
        .isInstanceOf(KaramonException.class)
        .hasMessageNotContaining(PASSWORD);
  }

  private DatabaseUrl shop(String database) {
    return postgres.url(database, "shop", PASSWORD);
  }

  private void role(String name) {
    postgres.superuser().run("CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, PASSWORD));
  }

  private static String recipe() throws IOException {
    return Files.readAllLines(GUIDE).stream()
        .dropWhile(line -> !line.equals("```sql"))
        .skip(1)
        .takeWhile(line -> !line.equals("```"))
        .collect(joining("\n"));
  }
}

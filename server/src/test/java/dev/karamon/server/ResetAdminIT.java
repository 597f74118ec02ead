package dev.karamon.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Admin;
import dev.karamon.server.testing.Answer;
import dev.karamon.server.testing.KaramonTest;
import dev.karamon.server.testing.Site;
import dev.karamon.server.testing.TestAdmin;
import dev.karamon.server.testing.TestAuthenticator;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The way back for an admin who cannot sign in, over the machine of the server. */
@KaramonTest(stripe = KaramonTest.Stripe.NOT_CONNECTED)
@Timeout(180)
class ResetAdminIT {
  private static final String NEXT = "quite another password";
  private static final Pattern LINK =
      Pattern.compile("  (http\\S+)/admin/reset\\?token=(reset_\\S+)");

  private final Site site;
  private final List<Process> processes = new ArrayList<>();

  ResetAdminIT(Site site) {
    this.site = site;
  }

  @AfterEach
  void end_what_a_failed_test_left() {
    processes.forEach(Process::destroyForcibly);
  }

  @Test
  void whoever_has_lost_password_and_second_factor_signs_in_again() throws Exception {
    var admin = TestAdmin.make(site, "editor");
    var signedIn = admin.signsIn();
    var begun =
        signedIn.post("/account/second-factor", Map.of("password", TestAdmin.PASSWORD)).expect(201);
    signedIn
        .post(
            "/account/second-factor/confirmation",
            Map.of("code", TestAuthenticator.of(begun).code()))
        .expect(200);
    for (int i = 0; i < 8; i++) {
      admin.triesToSignIn("forgotten");
    }
    admin.triesToSignIn("forgotten").expectProblem(429, "rate_limited");

    var link = link(ends(0, resetAdmin(admin.email().toUpperCase(Locale.ROOT))));
    assertThat(link.group(1)).isEqualTo("https://cms.example.com");
    reset(link.group(2), "short").expectProblem(400, "invalid_request");
    reset("reset_forged", NEXT).expectProblem(403, "forbidden");
    reset(link.group(2), NEXT).expect(204);

    signedIn.get("/account").expectProblem(401, "unauthenticated");
    admin.triesToSignIn(NEXT).expect(201);
    reset(link.group(2), NEXT + "!").expectProblem(403, "forbidden");
    assertThat(actions(admin))
        .contains("admin.reset_link_made by reset-admin", "admin.reset by " + admin.email());
  }

  @Test
  void a_link_ends_after_an_hour_or_when_another_one_is_made() throws Exception {
    var admin = TestAdmin.make(site, "owner");
    var former = link(ends(0, resetAdmin(admin.email()))).group(2);
    var latter = link(ends(0, resetAdmin(admin.email()))).group(2);

    reset(former, NEXT).expectProblem(403, "forbidden");
    site.execute("UPDATE admin_reset_link SET expires_at = expires_at - interval '1 hour'");
    reset(latter, NEXT).expectProblem(403, "forbidden");

    admin.triesToSignIn(TestAdmin.PASSWORD).expect(201);
  }

  @Test
  void an_unknown_address_is_named() throws Exception {
    assertThat(ends(1, resetAdmin("nobody@example.com")).lines())
        .endsWith(
            "karamon reset-admin: There is no admin with the e-mail address nobody@example.com");
  }

  @Test
  void the_embedded_database_is_used_with_a_server_on_it_or_without(@TempDir Path folder)
      throws Exception {
    UnpackedPostgres.linkInto(folder);
    var account =
        Map.of(
            "KARAMON_DATA_DIR", folder.toString(),
            "KARAMON_ADMIN_EMAIL", "owner@example.com",
            "KARAMON_ADMIN_PASSWORD", "a first password");
    var server = launch(account, "serve", "--http-port=0");
    var url =
        server
            .inputReader(UTF_8)
            .lines()
            .filter(line -> line.startsWith("Karamon is ready at "))
            .map(line -> URI.create(line.replaceFirst(".* ", "").replaceFirst("/admin/$", "")))
            .findFirst()
            .orElseThrow();

    var link = link(ends(0, launch(account, "reset-admin", "owner@example.com")));
    Admin.nobody(url).post("/reset", Map.of("token", link.group(2), "password", NEXT)).expect(204);
    Admin.signIn(url, "owner@example.com", NEXT);
    server.destroy();
    assertThat(server.waitFor(30, TimeUnit.SECONDS)).isTrue();

    var stopped = link(ends(0, launch(account, "reset-admin", "owner@example.com")));
    assertThat(stopped.group(1)).isEqualTo("http://127.0.0.1:8080");
    assertThat(PostgresFolder.of(folder).pidFile()).doesNotExist();
  }

  private Answer reset(String token, String password) {
    return Admin.nobody(site.url()).post("/reset", Map.of("token", token, "password", password));
  }

  private List<String> actions(TestAdmin admin) {
    var all = new ArrayList<String>();
    site.admin()
        .get("/audit?subject=admin:" + admin.id())
        .expect(200)
        .at("/items")
        .forEach(entry ->
            all.add(entry.path("action").textValue() + " by " + entry.path("actor").textValue()));
    return all;
  }

  private Process resetAdmin(String email) throws Exception {
    return launch(
        Map.of(
            "KARAMON_DATABASE_URL", site.database().uri().reveal(),
            "KARAMON_MASTER_KEY", "a-master-key-that-only-tests-know-of",
            "KARAMON_PUBLIC_URL", "https://cms.example.com/"),
        "reset-admin",
        email);
  }

  private static Matcher link(String output) {
    var link = LINK.matcher(output);
    assertThat(link.find()).as(output).isTrue();
    return link;
  }

  private static String ends(int status, Process program) throws Exception {
    var output = new String(program.getInputStream().readAllBytes(), UTF_8);
    assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(program.exitValue()).as(output).isEqualTo(status);
    return output;
  }

  private Process launch(Map<String, String> environment, String... arguments) throws Exception {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.karamon.server.Main"));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith(Setting.VARIABLE_PREFIX));
    builder.environment().putAll(environment);
    var process = builder.start();
    processes.add(process);
    return process;
  }
}

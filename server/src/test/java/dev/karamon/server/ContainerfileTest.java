package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.server.testing.Containerfile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The container image as far as its recipe tells. */
class ContainerfileTest {
  private static final Pattern OPTIONS =
      Pattern.compile("\noptions=\\(\n(.*?)\n\\)", Pattern.DOTALL);

  private final Containerfile container = Containerfile.read();

  @Test
  void it_starts_the_server_with_the_options_of_the_launcher() throws Exception {
    var launcher = OPTIONS.matcher(Files.readString(Path.of("src/distribution/bin/karamon")));
    assertThat(launcher.find()).isTrue();
    var options = Arrays.stream(launcher.group(1).split("\n", -1)).map(String::strip).toList();

    var command = container.command();

    assertThat(command.getFirst()).isEqualTo("/usr/bin/java");
    assertThat(command.subList(1, command.indexOf("-jar"))).isEqualTo(options);
    assertThat(command.subList(command.indexOf("-jar"), command.size()))
        .containsExactly("-jar", "/opt/karamon/lib/server.jar", "serve");
  }

  @Test
  void nothing_in_it_needs_a_shell() {
    assertThat(container.names()).doesNotContain("RUN", "SHELL", "ADD", "ONBUILD");
    assertThat(container.only("FROM")).startsWith("gcr.io/distroless/").doesNotContain("debug");
    assertThat(container.healthCheck())
        .startsWith("/usr/bin/java")
        .endsWith(LivenessProbe.class.getName());
  }

  @Test
  void it_runs_as_somebody_who_is_not_root_and_whom_every_host_knows_by_number() {
    assertThat(container.only("USER")).matches("[1-9]\\d{3,}:[1-9]\\d{3,}");
  }
}

package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyExchangeTest {
  private static final String NEW_KEY = "a new master key of enough characters";

  @TempDir Path dataDir;

  @Test
  void a_generated_key_is_replaced_by_another_one_for_its_owner_only() throws Exception {
    var before = MasterKeyFile.readOrCreate(dataDir);
    var exchange = KeyExchange.of(config(Map.of()), Map.of());
    assertThat(exchange.next()).isNotEqualTo(before);
    assertThat(MasterKeyFile.readOrCreate(dataDir)).isEqualTo(before);

    assertThat(exchange.finish()).contains("master.key holds the new key");

    assertThat(MasterKeyFile.readOrCreate(dataDir)).isEqualTo(exchange.next());
    assertThat(dataDir.toFile().list()).containsExactly("master.key");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(dataDir.resolve("master.key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void an_exchange_that_was_cut_off_goes_on_with_the_same_new_key() throws Exception {
    MasterKeyFile.readOrCreate(dataDir);
    var cutOff = KeyExchange.of(config(Map.of()), Map.of());
    assertThatThrownBy(() -> KeyExchange.refuseUnfinished(config(Map.of())))
        .hasMessageContaining("rotate-key");
    var again = KeyExchange.of(config(Map.of()), Map.of());
    assertThat(again.next()).isEqualTo(cutOff.next());
    again.finish();
    assertThatCode(() -> KeyExchange.refuseUnfinished(config(Map.of()))).doesNotThrowAnyException();
  }

  @Test
  void a_configured_key_needs_a_configured_new_one() throws Exception {
    var config = config(Map.of("KARAMON_MASTER_KEY", "the old key, which is long enough as well"));
    assertThatThrownBy(() -> KeyExchange.of(config, Map.of()))
        .hasMessageContaining("KARAMON_NEW_MASTER_KEY");
    assertThatThrownBy(() -> KeyExchange.of(config, Map.of("KARAMON_NEW_MASTER_KEY", "short")))
        .hasMessageContaining("32 characters")
        .hasMessageNotContaining("short ");
    var exchange = KeyExchange.of(config, Map.of("KARAMON_NEW_MASTER_KEY", NEW_KEY));
    assertThat(exchange.next().reveal()).isEqualTo(NEW_KEY);
    assertThat(exchange.finish()).contains("KARAMON_MASTER_KEY").doesNotContain(NEW_KEY);
    assertThat(dataDir.toFile().list()).isEmpty();
  }

  @Test
  void a_new_key_that_the_locale_cannot_express_is_refused() throws Exception {
    // What Java makes of "ü" and "é" alike where the locale is C.
    var garbled = Map.of("KARAMON_NEW_MASTER_KEY", NEW_KEY + "\uFFFD");
    for (var config :
        List.of(
            config(Map.of()),
            config(Map.of("KARAMON_MASTER_KEY", "the old key, which is long enough as well")))) {
      assertThatThrownBy(() -> KeyExchange.of(config, garbled))
          .isInstanceOf(StartupException.class)
          .hasMessageStartingWith("KARAMON_NEW_MASTER_KEY has characters that the locale")
          .hasMessageNotContaining(NEW_KEY);
    }
  }

  @Test
  void a_new_key_of_any_letters_reaches_the_file_as_it_is() throws Exception {
    MasterKeyFile.readOrCreate(dataDir);
    var key = "schlüssel ".repeat(4) + "鍵";

    KeyExchange.of(config(Map.of()), Map.of("KARAMON_NEW_MASTER_KEY", key)).finish();

    assertThat(MasterKeyFile.readOrCreate(dataDir).reveal()).isEqualTo(key);
  }

  @Test
  void the_new_key_is_never_a_flag() {
    var source =
        new ConfigSource(Map.of(), Map.of(), List.of("--new-master-key", NEW_KEY), Map.of());
    assertThatThrownBy(() -> ConfigReader.read(source))
        .isInstanceOfSatisfying(
            InvalidConfigException.class,
            refused ->
                assertThat(refused.problems().toString())
                    .contains("--new-master-key is not a known flag")
                    .doesNotContain(NEW_KEY));
  }

  private ServerConfig config(Map<String, String> more) throws Exception {
    var environment = new HashMap<>(more);
    environment.put("KARAMON_DATA_DIR", dataDir.toString());
    environment.put(KeyExchange.VARIABLE, NEW_KEY);
    return ConfigReader.read(new ConfigSource(environment, Map.of(), List.of(), Map.of()));
  }
}

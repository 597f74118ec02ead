package dev.karamon.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileIT {
  @TempDir Path parent;

  @Test
  void is_made_once_with_256_random_bits_for_its_owner_only() throws Exception {
    var dataDir = parent.resolve("not/yet/there");

    var key = MasterKeyFile.readOrCreate(dataDir);

    assertThat(key.reveal()).matches("[A-Za-z0-9_-]{43}");
    assertThat(MasterKeyFile.readOrCreate(dataDir)).isEqualTo(key);
    assertThat(MasterKeyFile.readOrCreate(parent)).isNotEqualTo(key);
    var permissions = Files.getPosixFilePermissions(dataDir.resolve("master.key"));
    assertThat(PosixFilePermissions.toString(permissions)).isEqualTo("rw-------");
  }

  @Test
  void one_that_others_can_read_is_refused() throws Exception {
    MasterKeyFile.readOrCreate(parent);
    var file = parent.resolve("master.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

    assertThatThrownBy(() -> MasterKeyFile.readOrCreate(parent))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void a_cut_one_is_refused_and_stays() throws Exception {
    MasterKeyFile.readOrCreate(parent);
    var file = parent.resolve("master.key");
    Files.writeString(file, "cut");

    assertThatThrownBy(() -> MasterKeyFile.readOrCreate(parent))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("is damaged");
    assertThat(file).hasContent("cut");
  }

  @Test
  void none_is_made_beside_a_database_that_had_another() throws Exception {
    var cluster = PostgresFolder.of(parent).cluster();
    Files.createDirectories(cluster);
    Files.writeString(cluster.resolve("PG_VERSION"), "18\n");

    assertThatThrownBy(() -> MasterKeyFile.readOrCreate(parent))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("KARAMON_MASTER_KEY");
    assertThat(parent.resolve("master.key")).doesNotExist();
  }
}

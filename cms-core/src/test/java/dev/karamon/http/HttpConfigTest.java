package dev.karamon.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigTest {
  @ParameterizedTest
  @CsvSource({
    "https://cms.example.com, https://cms.example.com, cms.example.com, true",
    "https://cms.example.com, https://cms.example.com, node7:8080, true",
    "https://cms.example.com, http://cms.example.com, cms.example.com, false",
    "https://cms.example.com, https://evil.example, evil.example, false",
    "http://cms.example.com, http://evil.example, evil.example, false",
    "http://cms.example.com, http://10.0.0.7:8080, 10.0.0.7:8080, true",
    "http://cms.example.com, http://10.0.0.8:8080, 10.0.0.7:8080, false",
    "http://localhost:8080, http://127.0.0.1:8080, 127.0.0.1:8080, true",
    "http://localhost:8080, http://[::1]:8080, [::1]:8080, true",
    "http://localhost:8080, http://localhost:9090, localhost:9090, true",
    "http://localhost:8080, http://evil.example:8080, evil.example:8080, false",
    "http://localhost:8080, http://[::1].evil:8080, [::1].evil:8080, false",
    "http://localhost:8080, http://, '', false",
  })
  void anOriginIsOursIfNoOtherSiteCanTakeItsName(
      String publicUrl, String origin, String host, boolean own) {
    var config = new HttpConfig("127.0.0.1", 8080, URI.create(publicUrl));
    assertThat(config.isOwnOrigin(origin, host)).isEqualTo(own);
  }
}

package dev.karamon.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.karamon.http.TrustedProxies.Header;
import io.vertx.core.MultiMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final String PROXY = "10.1.2.3";
  private static final List<String> TRUSTED = List.of("10.0.0.0/8", "2001:db8:a::/48", "::1");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "6.6.6.6, 203.0.113.9 | 203.0.113.9",
        "6.6.6.6, 203.0.113.9, 10.9.9.9 | 203.0.113.9",
        "6.6.6.6,203.0.113.9,2001:db8:a::5, 10.9.9.9 | 203.0.113.9",
        "203.0.113.9:4711 | 203.0.113.9",
        "::ffff:203.0.113.9 | 203.0.113.9",
        "2001:db8:b::1 | 2001:db8:b:0:0:0:0:1",
        "[2001:db8:b::1]:443 | 2001:db8:b:0:0:0:0:1",
        "10.7.7.7, 10.9.9.9 | 10.7.7.7",
      })
  void the_last_address_that_is_no_proxy_is_the_caller(String sent, String caller) {
    assertThat(caller(PROXY, Header.X_FORWARDED_FOR, sent)).isEqualTo(caller);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=203.0.113.9 | 203.0.113.9",
        "for=6.6.6.6, For=\"203.0.113.9:80\";proto=https;by=10.1.2.3 | 203.0.113.9",
        "for=6.6.6.6;proto=http, by=10.1.2.3;for=203.0.113.9, for=10.9.9.9 | 203.0.113.9",
        "for=\"[2001:db8:b::1]:4711\" | 2001:db8:b:0:0:0:0:1",
        "for=6.6.6.6;x=\", for=203.0.113.9 | 203.0.113.9",
        "for=6.6.6.6;x=\", for=203.0.113.9;by=\"_p\" | 203.0.113.9",
      })
  void the_header_of_the_standard_is_read_in_the_same_way(String sent, String caller) {
    assertThat(caller(PROXY, Header.FORWARDED, sent)).isEqualTo(caller);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "unknown",
        "6.6.6.6, unknown",
        "6.6.6.6, _hidden",
        "6.6.6.6,",
        "6.6.6.6, 203.0.113.999",
        "6.6.6.6, 203.0.113",
        "6.6.6.6 203.0.113.9",
        "6.6.6.6, localhost",
        "6.6.6.6, [2001:db8::1",
        "6.6.6.6, 203.0.113.9:port",
      })
  void what_cannot_be_read_leads_no_further_than_the_proxy(String sent) {
    assertThat(caller(PROXY, Header.X_FORWARDED_FOR, sent)).isEqualTo(PROXY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=6.6.6.6, proto=https",
        "for=6.6.6.6, for=unknown",
        "for=6.6.6.6, 203.0.113.9",
        "for=6.6.6.6, xfor=203.0.113.9",
        "for=6.6.6.6;x=\"",
        "for=6.6.6.6, for=\"203.0.113.9",
      })
  void nor_does_what_cannot_be_read_of_the_standard_header(String sent) {
    assertThat(caller(PROXY, Header.FORWARDED, sent)).isEqualTo(PROXY);
  }

  @Test
  void an_element_may_be_as_long_as_a_header() {
    var sent = "for=203.0.113.9" + ";a=b".repeat(4_000);
    assertThat(caller(PROXY, Header.FORWARDED, sent)).isEqualTo("203.0.113.9");
  }

  @Test
  void whoever_is_no_trusted_proxy_cannot_name_another_address() {
    assertThat(caller("203.0.113.9", Header.X_FORWARDED_FOR, "6.6.6.6")).isEqualTo("203.0.113.9");
    assertThat(caller("2001:db8:b:0:0:0:0:1", Header.X_FORWARDED_FOR, "6.6.6.6"))
        .isEqualTo("2001:db8:b:0:0:0:0:1");
    var headers = MultiMap.caseInsensitiveMultiMap().add("X-Forwarded-For", "6.6.6.6");
    assertThat(TrustedProxies.NONE.caller("127.0.0.1", headers)).isEqualTo("127.0.0.1");
  }

  @Test
  void the_header_that_the_proxy_does_not_write_counts_for_nothing() {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("Forwarded", "for=6.6.6.6")
            .add("X-Forwarded-For", "203.0.113.9");

    assertThat(TrustedProxies.of(TRUSTED, Header.X_FORWARDED_FOR).caller(PROXY, headers))
        .isEqualTo("203.0.113.9");
    assertThat(TrustedProxies.of(TRUSTED, Header.FORWARDED).caller(PROXY, headers))
        .isEqualTo("6.6.6.6");
  }

  @Test
  void of_several_lines_the_last_one_counts() {
    assertThat(caller("0:0:0:0:0:0:0:1", Header.X_FORWARDED_FOR, "6.6.6.6", "203.0.113.9"))
        .isEqualTo("203.0.113.9");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0/0", "::/0", "10.0.0.0/33", "proxy.example.com", "", "10.0.0.0/", "10/8"})
  void what_names_no_network_is_refused(String network) {
    assertThatThrownBy(() -> TrustedProxies.of(List.of(network), Header.X_FORWARDED_FOR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String caller(String connected, Header header, String... lines) {
    var headers = MultiMap.caseInsensitiveMultiMap();
    var name = header == Header.FORWARDED ? "Forwarded" : "X-Forwarded-For";
    List.of(lines).forEach(line -> headers.add(name, line));
    return TrustedProxies.of(TRUSTED, header).caller(connected, headers);
  }
}

package dev.karamon.auth.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.karamon.http.HttpConfig;
import dev.karamon.id.ApiId;
import dev.karamon.operation.ApiContext;
import dev.karamon.operation.ApiSecurity;
import dev.karamon.operation.SameSite;
import dev.karamon.secret.SecretText;
import io.vertx.core.http.Cookie;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberCookiesTest {
  @ParameterizedTest
  @CsvSource({"https://shop.example, true", "http://127.0.0.1:8080, false"})
  void behind_https_the_cookie_travels_over_https_only(String publicUrl, boolean secure) {
    assertThat(cookie(publicUrl, SameSite.LAX).isSecure()).isEqualTo(secure);
  }

  @ParameterizedTest
  @CsvSource({"STRICT, Strict", "LAX, Lax", "NONE, None"})
  void it_goes_where_the_admin_says_and_never_to_scripts(SameSite wish, String sent) {
    var cookie = cookie("https://shop.example", wish);

    assertThat(cookie.isHttpOnly()).isTrue();
    assertThat(cookie.encode()).contains("SameSite=" + sent, "Path=/rcms-api/7");
  }

  @Test
  void what_makes_the_browser_forget_is_sent_to_the_same_place() {
    var cookies = new MemberCookies(http("https://shop.example"));

    assertThat(cookies.forget(api(SameSite.STRICT)).encode())
        .contains("karamon_member_7=", "Max-Age=0", "Path=/rcms-api/7", "SameSite=Strict");
  }

  private static Cookie cookie(String publicUrl, SameSite wish) {
    return new MemberCookies(http(publicUrl)).of(api(wish), new SecretText("kms_a"), false);
  }

  private static HttpConfig http(String publicUrl) {
    return new HttpConfig("127.0.0.1", 8080, URI.create(publicUrl));
  }

  private static ApiContext api(SameSite wish) {
    return new ApiContext(
        new ApiId(7), ApiSecurity.COOKIE, wish, Duration.ofHours(1), Duration.ofDays(30));
  }
}

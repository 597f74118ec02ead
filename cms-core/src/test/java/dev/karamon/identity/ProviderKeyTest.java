package dev.karamon.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.karamon.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderKeyTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String CLAIMS = "{\"sub\":\"rin\"}";

  @AfterAll
  static void close() throws Exception {
    VERTX.close().await(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kty\":\"oct\",\"k\":\"c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA\",\"alg\":\"HS256\"}",
        "{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}",
        "{\"kty\":\"RSA\",\"n\":\"***\",\"e\":\"AQAB\"}",
        "{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AQ\",\"y\":\"AQ\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\",\"alg\":\"HS256\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\",\"alg\":\"ES512\"}",
        "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\",\"use\":\"enc\"}",
        "{}",
        "7"
      })
  void what_no_token_may_be_signed_with_is_no_key(String jwk) {
    assertThat(ProviderKey.read(VERTX, Json.read(jwk))).isEmpty();
  }

  @Test
  void a_key_checks_its_own_algorithm_and_no_other() throws Exception {
    var keys = ellipticKeys();
    var key = ProviderKey.read(VERTX, jwk(keys)).orElseThrow();

    assertThat(key.fits(Optional.of("a"), "ES256")).isTrue();
    assertThat(key.fits(Optional.empty(), "ES256")).isTrue();
    for (var algorithm : new String[] {"HS256", "none", "RS256", "ES384", ""}) {
      assertThat(key.fits(Optional.of("a"), algorithm)).as(algorithm).isFalse();
    }
    assertThat(key.fits(Optional.of("b"), "ES256")).isFalse();
  }

  @Test
  void a_signature_of_this_key_is_right_and_one_of_another_is_not() throws Exception {
    var keys = ellipticKeys();
    var key = ProviderKey.read(VERTX, jwk(keys)).orElseThrow();

    var claims = key.check("ES256", token(keys)).await(10, TimeUnit.SECONDS);

    assertThat(claims.path("sub").textValue()).isEqualTo("rin");
    var forged = key.check("ES256", token(ellipticKeys()));
    assertThat(
            forged
                .transform(done -> Future.succeededFuture(done.failed()))
                .await(10, TimeUnit.SECONDS))
        .isTrue();
  }

  @Test
  void a_key_that_cannot_be_used_lets_nobody_in() throws Exception {
    var broken =
        Json.read("{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQ\",\"y\":\"AQ\",\"kid\":\"a\"}");
    var check = ProviderKey.read(VERTX, broken).orElseThrow().check("ES256", token(ellipticKeys()));

    assertThat(
            check
                .transform(done -> Future.succeededFuture(done.failed()))
                .await(10, TimeUnit.SECONDS))
        .isTrue();
  }

  private static KeyPair ellipticKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static JsonNode jwk(KeyPair keys) {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    return Json.tree(
        Map.of(
            "kty", "EC",
            "crv", "P-256",
            "kid", "a",
            "x", base64(fixed(point.getAffineX())),
            "y", base64(fixed(point.getAffineY()))));
  }

  private static String token(KeyPair keys) throws GeneralSecurityException {
    var content =
        base64("{\"alg\":\"ES256\",\"kid\":\"a\"}".getBytes(UTF_8))
            + "."
            + base64(CLAIMS.getBytes(UTF_8));
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(keys.getPrivate());
    signature.update(content.getBytes(UTF_8));
    return content + "." + base64(signature.sign());
  }

  private static byte[] fixed(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[32];
    var from = Math.max(0, bytes.length - 32);
    var part = Arrays.copyOfRange(bytes, from, bytes.length);
    System.arraycopy(part, 0, fixed, 32 - part.length, part.length);
    return fixed;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

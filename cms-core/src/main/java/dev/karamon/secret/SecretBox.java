package dev.karamon.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Seals secrets for the database with AES-256-GCM, bound to the row they belong to. */
public final class SecretBox {
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  public SecretBox(MasterKey masterKey) {
    this.key = masterKey.derive("secrets-at-rest", "AES");
  }

  /**
   * Seals a secret.
   *
   * @param row identity of the place it is kept in; opening it elsewhere fails
   */
  public byte[] seal(SecretText secret, String row) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    var sealed =
        run(Cipher.ENCRYPT_MODE, nonce, row, secret.reveal().getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
        .put(FORMAT)
        .put(nonce)
        .put(sealed)
        .array();
  }

  /** Opens what {@link #seal} made with the same key for the same row. */
  public SecretText open(byte[] box, String row) {
    var buffer = ByteBuffer.wrap(box);
    if (buffer.remaining() <= 1 + NONCE_BYTES || buffer.get() != FORMAT) {
      throw new IllegalStateException("Unknown format of a sealed secret in " + row);
    }
    var nonce = new byte[NONCE_BYTES];
    buffer.get(nonce);
    var sealed = new byte[buffer.remaining()];
    buffer.get(sealed);
    return new SecretText(
        new String(run(Cipher.DECRYPT_MODE, nonce, row, sealed), StandardCharsets.UTF_8));
  }

  /** Opens it like {@link #open}; empty when another key or another row seals it. */
  public Optional<SecretText> openIfOurs(byte[] box, String row) {
    try {
      return Optional.of(open(box, row));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private byte[] run(int mode, byte[] nonce, String row, byte[] input) {
    try {
      var cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(row.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "A sealed secret of " + row + " does not open: was the master key changed?", e);
    }
  }
}

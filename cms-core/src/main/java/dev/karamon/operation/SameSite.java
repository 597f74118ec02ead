package dev.karamon.operation;

import dev.karamon.wire.Wire;

/** From which pages a browser sends the cookie of an API. */
public enum SameSite implements Wire {
  /** Pages of our own site. */
  STRICT,
  /** Our own site, and links that lead to it. */
  LAX,
  /** Pages of any site, as far as CORS lets them; over https only. */
  NONE
}

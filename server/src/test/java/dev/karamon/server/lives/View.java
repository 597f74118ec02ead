package dev.karamon.server.lives;

/** How far Stripe itself has come while the events of a life are delivered. */
enum View {
  /** All of it has happened before the first event arrives. */
  ALREADY_AT_THE_END,
  /** As far as the newest event that was sent. */
  AS_FAR_AS_TOLD
}

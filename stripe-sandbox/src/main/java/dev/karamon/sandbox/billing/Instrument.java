package dev.karamon.sandbox.billing;

/** What a buyer pays with. */
public sealed interface Instrument {
  /** A card, as it was typed. */
  record Card(TestCard card, int month, int year) implements Instrument {}

  /** A bank account to be debited. */
  record Debit(TestIban iban) implements Instrument {}

  /** Nothing: there is nothing to pay, and nothing is to be kept for later. */
  record Nothing() implements Instrument {}
}

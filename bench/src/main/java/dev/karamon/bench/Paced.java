package dev.karamon.bench;

/**
 * How long events waited at a rate below the most that the server takes.
 *
 * @param rate events sent a second
 */
record Paced(int rate, Answers answers) {}

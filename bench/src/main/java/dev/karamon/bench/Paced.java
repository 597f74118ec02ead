package dev.karamon.bench;

/**
 * How long events waited at a rate below the most that the server takes.
 *
 * @param rate events sent a second
 * @param events how many
 */
record Paced(int rate, int events, Answers answers) {}
